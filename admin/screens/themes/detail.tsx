import "../tray/tray.css";
import "./map/map.css";
import { ArrowLeft } from "lucide";
import { useEffect } from "preact/hooks";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Theme, ThemeDetail } from "../../../domain/wire/themes.ts";
import { api } from "../../api/client.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery, withQuery } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { usePeriod } from "../../state/use-period.ts";
import { History } from "./history.tsx";
import { Actions } from "./map/actions.tsx";
import { Figures } from "./map/figures.tsx";
import { whyWords } from "./map/headline.ts";
import { ThemeMap } from "./map/map.tsx";
import { Name } from "./map/name.tsx";
import { People } from "./map/people.tsx";
import { Quotes } from "./map/quotes.tsx";
import { Rules } from "./map/rules.tsx";
import { useThemeEdit } from "./use-edit.ts";

const TABS = {
  map: "Map",
  quotes: "Quotes",
  people: "People",
  rules: "Rules and history",
} as const;
type Tab = keyof typeof TABS;

/** One theme: why it matters, what it is made of, who says it, and what curators taught it. */
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
  const detail = useResource(`theme ${id}`, `${survey.id} ${from} ${to}`, () =>
    api.theme(id, survey.id, { from, to }),
  );
  const { data } = detail;
  // The list is kept fresh: when it knows better, here is read anew.
  const listed = themes.find((one) => one.id === id);
  useEffect(() => {
    if (data && listed && stateOf(listed) !== stateOf(data.theme)) detail.reload();
  }, [listed && stateOf(listed)]);
  const changed = () => {
    detail.reload();
    onChanged();
  };
  return (
    <article class="detail" aria-label="One theme" aria-busy={detail.loading && data !== undefined}>
      <ButtonLink
        class="phone-only"
        kind="bare"
        icon={ArrowLeft}
        href={href("/app/themes", { survey: survey.id })}
      >
        All themes
      </ButtonLink>
      {detail.error !== undefined && <ErrorNote error={detail.error} retry={detail.reload} />}
      {!data && detail.error === undefined && <Waiting />}
      {data && <Whole data={data} survey={survey} themes={themes} onChanged={changed} />}
    </article>
  );
}

const stateOf = ({ label, volume, status, parent }: Theme) =>
  JSON.stringify([label, volume, status, parent]);

/** As high as what comes, so that nothing moves then. */
function Waiting() {
  return (
    <>
      <Skeleton rows={1} height={48} />
      <Skeleton rows={1} height={152} />
      <Skeleton rows={5} height={96} />
    </>
  );
}

type Part = {
  data: ThemeDetail;
  survey: SurveySummary;
  themes: readonly Theme[];
  onChanged: () => void;
};

function Whole({ data, survey, themes, onChanged }: Part) {
  const { theme } = data;
  const [query] = useQuery();
  const href = useHref();
  const edit = useThemeEdit(survey.id, onChanged);
  const parent = themes.find((one) => one.id === theme.parent);
  const asked = query["tab"] ?? "map";
  const tab: Tab = Object.hasOwn(TABS, asked) ? (asked as Tab) : "map";
  const curator = may("analyst");
  const shown = (Object.keys(TABS) as Tab[]).filter((one) => one !== "people" || curator);
  const link = (one: Tab) =>
    withQuery(`/app/themes/${theme.id}`, query, {
      survey: survey.id,
      tab: one === "map" ? undefined : one,
    });
  return (
    <>
      {parent && (
        <nav class="crumbs" aria-label="Stands under">
          <a href={href(`/app/themes/${parent.id}`, { survey: survey.id })}>
            <bdi>{parent.label}</bdi>
          </a>
          <span aria-hidden="true">›</span>
        </nav>
      )}
      <div class="head">
        <Name
          key={theme.label}
          label={theme.label}
          onRename={
            curator
              ? (label) => void edit(theme.id, { kind: "rename", label }, `Renamed to “${label}”.`)
              : undefined
          }
        />
        {theme.status !== "active" && <Chip>{theme.status}</Chip>}
        {theme.muted && <Chip>muted</Chip>}
        {theme.pinned && <small>name pinned</small>}
        {curator && <Actions theme={theme} survey={survey} themes={themes} edit={edit} />}
      </div>
      <p class="lede">{whyWords(theme, survey)}</p>
      <Figures theme={theme} survey={survey} />
      <nav class="tabs" aria-label={theme.label}>
        {shown.map((one) => (
          <a key={one} href={link(one)} {...(one === tab && { "aria-current": "page" as const })}>
            {TABS[one]}
          </a>
        ))}
      </nav>
      {tab === "map" && (
        <ThemeMap data={data} survey={survey} themes={themes} onChanged={onChanged} />
      )}
      {tab === "quotes" && (
        <Quotes data={data} survey={survey} themes={themes} onChanged={onChanged} />
      )}
      {tab === "people" && <People theme={theme} survey={survey.id} />}
      {tab === "rules" && (
        <>
          <Rules data={data} survey={survey.id} onChanged={onChanged} />
          <History data={data} survey={survey} onChanged={onChanged} />
        </>
      )}
    </>
  );
}
