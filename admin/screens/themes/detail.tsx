import { ArrowLeft, Merge, PenLine, Undo2, Volume2, VolumeX } from "lucide";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Theme, ThemeDetail } from "../../../domain/wire/themes.ts";
import { api } from "../../api/client.ts";
import { WeekBars } from "../../charts/week-bars.tsx";
import { Button, ButtonLink } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { usePeriod } from "../../state/use-period.ts";
import { dateOf } from "../../words/dates.ts";
import { count, percent, signedTenths } from "../../words/format.ts";
import { MIN_MENTIONS, impactText, momentum, sentimentText, sureOf } from "./impact.ts";
import { toneClass } from "./list.tsx";
import { MergeDialog } from "./merge.tsx";
import { useThemeEdit } from "./proposals.tsx";
import { ThemeQuotes } from "./quotes.tsx";

const SURE = { up: "pos", down: "neg", "": "" } as const;

/** One theme: what it weighs, when it was said, by whom, and what curators did to it. */
export function Detail({
  id,
  survey,
  themes,
  onChanged,
}: {
  id: string;
  survey: SurveySummary;
  themes: readonly Theme[];
  onChanged: () => void;
}) {
  const href = useHref();
  const { from, to } = usePeriod();
  const detail = useResource(`theme ${id}`, `${survey.id} ${from} ${to}`, () => api.theme(id, survey.id, { from, to }));
  const { data } = detail;
  const changed = () => {
    detail.reload();
    onChanged();
  };
  return (
    <article class="detail" aria-label="One theme">
      <ButtonLink class="phone-only" kind="bare" icon={ArrowLeft} href={href("/app/themes", { survey: survey.id })}>
        All themes
      </ButtonLink>
      {detail.error !== undefined && <ErrorNote error={detail.error} retry={detail.reload} />}
      {!data && detail.error === undefined && <Skeleton rows={6} height={72} />}
      {data && (
        <>
          <div class="head">
            <h2>{data.theme.label}</h2>
            {data.theme.status === "proposed" && <Chip>proposed</Chip>}
            {data.theme.muted && <Chip>muted</Chip>}
            {data.theme.pinned && <small>name pinned</small>}
            {may("analyst") && <Actions data={data} survey={survey} themes={themes} onChanged={changed} />}
          </div>
          <Stats theme={data.theme} survey={survey} />
          <section class="section">
            <header>
              <h3>Mentions by week</h3>
              <small class="end">Orange: the negative ones</small>
            </header>
            {data.weeks.length > 0 ? <WeekBars weeks={data.weeks} /> : <p class="quiet">None in this period.</p>}
          </section>
          {data.terms.length > 0 && (
            <section class="section">
              <header>
                <h3>Words</h3>
                <small>what mentions have in common</small>
              </header>
              <div class="actions">
                {data.terms.map((term) => (
                  <Chip key={term}>{term}</Chip>
                ))}
              </div>
            </section>
          )}
          <ThemeQuotes theme={data.theme} survey={survey} />
          <Edits data={data} survey={survey} onChanged={changed} />
        </>
      )}
    </article>
  );
}

function Actions({
  data: { theme },
  survey,
  themes,
  onChanged,
}: {
  data: ThemeDetail;
  survey: SurveySummary;
  themes: readonly Theme[];
  onChanged: () => void;
}) {
  const [asking, setAsking] = useState<"rename" | "merge">();
  const { route } = useLocation();
  const href = useHref();
  const edit = useThemeEdit(survey.id, onChanged);
  const close = () => setAsking(undefined);
  return (
    <div class="end">
      {theme.status === "proposed" && (
        <Button onClick={() => void edit(theme.id, { kind: "publish" }, `“${theme.label}” is a theme now.`)}>Accept</Button>
      )}
      <Button kind="bare" icon={PenLine} onClick={() => setAsking("rename")}>
        Rename
      </Button>
      <Button kind="bare" icon={Merge} onClick={() => setAsking("merge")}>
        Merge…
      </Button>
      <Button
        kind="bare"
        icon={theme.muted ? Volume2 : VolumeX}
        onClick={() =>
          void edit(
            theme.id,
            { kind: "mute", muted: !theme.muted },
            theme.muted ? `“${theme.label}” is heard again.` : `“${theme.label}” is muted.`,
          )
        }
      >
        {theme.muted ? "Unmute" : "Mute"}
      </Button>
      {asking === "rename" && (
        <Rename
          theme={theme}
          onClose={close}
          onRename={(label) => {
            close();
            void edit(theme.id, { kind: "rename", label }, `Renamed to “${label}”.`);
          }}
        />
      )}
      {asking === "merge" && (
        <MergeDialog
          theme={theme}
          themes={themes}
          onClose={close}
          onMerge={(into) => {
            close();
            void edit(theme.id, { kind: "merge", into: into.id }, `“${theme.label}” is part of “${into.label}” now.`).then(
              (merged) => merged && route(href(`/app/themes/${into.id}`, { survey: survey.id })),
            );
          }}
        />
      )}
    </div>
  );
}

function Rename({ theme, onClose, onRename }: { theme: Theme; onClose: () => void; onRename: (label: string) => void }) {
  const [label, setLabel] = useState(theme.label);
  const name = label.trim();
  return (
    <Dialog
      title="Rename this theme"
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form="rename">
          Rename
        </Button>
      }
    >
      <form
        id="rename"
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== "" && name !== theme.label) onRename(name);
          else onClose();
        }}
      >
        <Field
          label="Name"
          value={label}
          maxLength={60}
          required
          autofocus
          hint="Later runs keep this name."
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}

function Stats({ theme, survey }: { theme: Theme; survey: SurveySummary }) {
  const { impact } = theme;
  return (
    <dl class="stats">
      <div>
        <dt>Impact on {survey.name}</dt>
        <dd>
          {survey.metric === "none" ? (
            <span class="quiet">No score in this survey</span>
          ) : impact ? (
            <>
              <b class={`signed ${SURE[sureOf(impact)]}`}>{signedTenths(impact.value)}</b>
              <small>{impactText(impact)}, association</small>
            </>
          ) : (
            <span class="quiet">Shows from {MIN_MENTIONS} mentions</span>
          )}
        </dd>
      </div>
      <div>
        <dt>Volume</dt>
        <dd>
          <b>{count(theme.volume)}</b>
          <small>{percent(theme.share)} of verbatims</small>
        </dd>
      </div>
      <div>
        <dt>Sentiment</dt>
        <dd>
          <b class={`signed ${toneClass(theme.sentiment)}`}>{sentimentText(theme.sentiment)}</b>
          <small>
            {count(theme.positive)} good, {count(theme.negative)} bad
          </small>
        </dd>
      </div>
      <div>
        <dt>vs before</dt>
        <dd>
          <b>{momentum(theme)}</b>
          <small>{count(theme.previous)} before</small>
        </dd>
      </div>
    </dl>
  );
}

function Edits({ data, survey, onChanged }: { data: ThemeDetail; survey: SurveySummary; onChanged: () => void }) {
  const edit = useThemeEdit(survey.id, onChanged);
  const members = useResource("members", "all", () => api.members());
  const names = new Map((members.data?.items ?? []).map(({ id, name, email }) => [id, name || email]));
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <section class="section">
      <header>
        <h3>History</h3>
        <small>replayed by every run</small>
      </header>
      {data.edits.length === 0 && <p class="quiet">Nobody has changed this theme.</p>}
      <ol class="log">
        {data.edits.map((one) => (
          <li key={one.id}>
            <time dateTime={new Date(one.at).toISOString()}>{dateOf(one.at, zone, now)}</time>
            <span class={one.undone ? "undone" : undefined}>
              {one.text}
              {one.by && names.has(one.by) && <small> {names.get(one.by)}</small>}
            </span>
            {may("analyst") && !one.undone && one.kind !== "undo" && (
              <Button
                class="end"
                kind="bare"
                icon={Undo2}
                onClick={() => void edit(data.theme.id, { kind: "undo", edit: one.id }, "Undone.")}
              >
                Undo
              </Button>
            )}
            {one.undone && <small class="end">undone</small>}
          </li>
        ))}
      </ol>
    </section>
  );
}
