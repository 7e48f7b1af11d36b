import {
  Archive,
  CircleDot,
  GraduationCap,
  Merge,
  PenLine,
  RefreshCw,
  Sparkles,
  Split,
  TrendingDown,
  TrendingUp,
  Undo2,
  UnfoldHorizontal,
} from "lucide";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { ThemeChanges } from "../../../../domain/wire/themes.ts";
import { api } from "../../../api/client.ts";
import { Switch } from "../../../components/field.tsx";
import { Icon } from "../../../components/icon.tsx";
import { ErrorNote, Skeleton } from "../../../components/states.tsx";
import { useHref, useQuery } from "../../../state/location.ts";
import { me } from "../../../state/me.ts";
import { useResource } from "../../../state/resource.ts";
import { clock, dateOf } from "../../../words/dates.ts";
import { count } from "../../../words/format.ts";
import { useNames } from "../use-names.ts";
import { type Group, KINDS, daysOf } from "./words.ts";

type Item = ThemeChanges["items"][number];

const ICONS: Record<Item["kind"], typeof Merge> = {
  created: Sparkles,
  proposed: CircleDot,
  grew: TrendingUp,
  faded: TrendingDown,
  widened: UnfoldHorizontal,
  merged: Merge,
  split: Split,
  renamed: PenLine,
  archived: Archive,
  taught: GraduationCap,
  refitted: RefreshCw,
  undone: Undo2,
};

const SPANS = [
  ["7", "7 days"],
  ["30", "30 days"],
  ["90", "90 days"],
] as const;

/** What runs and people changed in the themes of a survey, newest first, each with its evidence. */
export function Changes({ survey }: { survey: SurveySummary }) {
  const [query, setQuery] = useQuery();
  const days = SPANS.find(([key]) => key === query["days"])?.[0] ?? "7";
  const changes = useResource(`theme changes ${survey.id}`, days, () =>
    api.themeChanges(survey.id, Number(days)),
  );
  const { data } = changes;
  const who = useNames();
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <section
      class="section changes"
      aria-label="What changed"
      aria-busy={changes.loading && data !== undefined}
    >
      <header>
        <h2>{data ? `Since ${dateOf(data.since, zone, now)}` : "What changed"}</h2>
        <div class="end">
          <Switch
            label="How far back"
            options={SPANS}
            value={days}
            onChange={(next) => setQuery({ days: next === "7" ? undefined : next })}
          />
        </div>
      </header>
      {changes.error !== undefined && <ErrorNote error={changes.error} retry={changes.reload} />}
      {!data && changes.error === undefined && <Skeleton rows={6} height={48} />}
      {data?.items.length === 0 && (
        <p class="lede">
          No run and nobody changed a theme in this time. New themes, those that grew or faded, and
          what people merged, renamed or taught show here.
        </p>
      )}
      {daysOf(data?.items ?? [], zone, now).map(({ name, groups }) => (
        <section key={name} class="day">
          <h3>{name}</h3>
          <ol>
            {groups.map((group, i) => (
              <Change
                key={`${group.at} ${group.kind} ${i}`}
                group={group}
                survey={survey}
                who={who}
              />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

/** So many themes are named in a line; the rest opens. */
const NAMED = 8;

function Change({
  group: { at, kind, text, by, themes },
  survey,
  who,
}: {
  group: Group;
  survey: SurveySummary;
  who: ReturnType<typeof useNames>;
}) {
  const { zone } = me.value.workspace;
  const more = themes.length - NAMED;
  return (
    <li>
      <time dateTime={new Date(at).toISOString()}>{clock(at, zone)}</time>
      <span class="kind">
        <Icon of={ICONS[kind]} />
        {KINDS[kind]}
        {themes.length > 1 && <small>{count(themes.length)}</small>}
      </span>
      <div>
        <Names themes={themes.slice(0, NAMED)} survey={survey} />
        {more > 0 && (
          <details>
            <summary>{count(more)} more</summary>
            <Names themes={themes.slice(NAMED)} survey={survey} />
          </details>
        )}
        {text !== "" && <p dir="auto">{text}</p>}
      </div>
      <small>
        <bdi>{by === null ? "a run" : (who(by) ?? "a member")}</bdi>
      </small>
    </li>
  );
}

function Names({ themes, survey }: { themes: Group["themes"]; survey: SurveySummary }) {
  const href = useHref();
  return (
    <span class="names">
      {themes.map(({ theme, label }, i) =>
        theme === null ? (
          <b key={i}>
            <bdi>{label}</bdi>
          </b>
        ) : (
          <a key={theme} href={href(`/app/themes/${theme}`, { survey: survey.id })}>
            <bdi>{label}</bdi>
          </a>
        ),
      )}
    </span>
  );
}
