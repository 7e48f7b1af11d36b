import "../responses/responses.css";
import "./tray.css";
import { ArrowUp } from "lucide";
import { useEffect, useState } from "preact/hooks";
import type { Destination } from "../../../domain/survey/moves.ts";
import type { Response } from "../../../domain/wire/responses.ts";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { Button, ButtonLink, useBusy } from "../../components/button.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHeldBack } from "../../state/held-back.ts";
import { useHref, useQuery } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { chosenSurvey, useSurveys } from "../../state/surveys.ts";
import { attempt } from "../../state/toasts.ts";
import { plural } from "../../words/format.ts";
import { mainScale } from "../response-facts.ts";
import { Panel } from "../responses/panel.tsx";
import { Screen } from "../screen.tsx";
import { SurveyPicker } from "../survey-picker.tsx";
import { ActionBar } from "./action-bar.tsx";
import { Facets } from "./facets.tsx";
import { Rows } from "./rows.tsx";
import { moved, running, startMove, turns } from "./run.ts";
import { EVERYTHING, NOTHING, allShown, chosenOf } from "./selection.ts";
import { ABOUT, type TrayFilter, filterOf, matchOf, sizeOf, trayHeadline } from "./words.ts";

/** What was set aside and waits for a decision: why, and into the figures or out of sight. */
export default function TrayScreen() {
  const surveys = useSurveys();
  const [query, setQuery] = useQuery();
  const href = useHref();
  const survey = chosenSurvey(surveys.data?.items ?? [], query["survey"]);
  const tray = useResource(`tray ${survey?.id}`, survey ? "it" : null, () =>
    api.tray(survey?.id ?? ""),
  );
  const head = tray.data && trayHeadline(tray.data);
  const failed = surveys.error === undefined ? tray : surveys;
  return (
    <Screen
      title={head?.title ?? "Tray"}
      name={survey ? `${survey.name}, tray` : "Tray"}
      end={
        survey && (
          <>
            <SurveyPicker
              surveys={surveys.data?.items ?? []}
              value={survey.id}
              onChange={(id) =>
                setQuery({ survey: id, state: undefined, reason: undefined, open: undefined }, true)
              }
            />
            <ButtonLink href={href("/app/responses", { survey: survey.id })}>
              All responses
            </ButtonLink>
          </>
        )
      }
    >
      {head && <p class="lede">{head.lede}</p>}
      {survey && tray.data ? (
        <div class={`tray ${query["open"] ? "with-panel" : ""}`}>
          <Facets tray={tray.data} filter={filterOf(query)} />
          <List key={survey.id} survey={survey} filter={filterOf(query)} tray={tray} />
        </div>
      ) : failed.error !== undefined ? (
        <ErrorNote error={failed.error} retry={failed.reload} />
      ) : surveys.data && !survey ? (
        <Empty title="Nothing waits">{WHAT} It needs a survey first.</Empty>
      ) : (
        <Skeleton rows={6} height={96} />
      )}
    </Screen>
  );
}

/** What comes here, for whoever sees it empty. */
const WHAT =
  "Answers that look like spam, votes without proof of a person and answers after the end are set aside here with the reason. They count only when you say so.";

type More = { items: readonly Response[]; next: string | null };

function List({
  survey,
  filter,
  tray,
}: {
  survey: SurveySummary;
  filter: TrayFilter;
  tray: Resource<Awaited<ReturnType<typeof api.tray>>>;
}) {
  const [query, setQuery] = useQuery();
  const whole = useResource(`survey ${survey.id}`, "it", () => api.survey(survey.id));
  const key = JSON.stringify(filter);
  const load = (cursor?: string) =>
    api.responses(survey.id, { ...matchOf(filter), ...(cursor && { cursor }) });
  const first = useResource(`tray list ${survey.id}`, key, () => load(), { live: true });
  const [turn, setTurn] = useState(turns.value);
  const [shown, waiting, show] = useHeldBack<Response>(
    `${key} ${turn}`,
    first.loading ? undefined : first.data?.items,
  );
  const [added, setAdded] = useState<{ key: string } & More>();
  const [selection, select] = useState(NOTHING);
  const [busy, run] = useBusy();

  const refresh = () =>
    attempt("The list could not be read anew.", async () => {
      const [page, counts] = await Promise.all([load(), api.tray(survey.id)]);
      first.put(page);
      tray.put(counts);
      setAdded(undefined);
      select(NOTHING);
      setTurn(turns.value);
    });
  // What is shown stays until what is left is known.
  useEffect(() => {
    if (turns.value !== turn) void refresh();
  }, [turns.value]);
  useEffect(() => select(NOTHING), [key]);

  const head = shown ?? first.data?.items ?? [];
  const known = new Set(head.map(({ id }) => id));
  const more = added?.key === key ? added : undefined;
  const items = [...head, ...(more?.items ?? []).filter(({ id }) => !known.has(id))];
  const next = more ? more.next : (first.data?.next ?? null);
  const ids = items.map(({ id }) => id);
  const chosen = chosenOf(selection, ids);
  const total = tray.data && sizeOf(tray.data, filter);
  const work = running.value?.survey === survey.id ? running.value : undefined;
  const open = query["open"];

  const loadMore = () =>
    run(() =>
      attempt("No more could be loaded.", async () => {
        if (next === null) return;
        const page = await load(next);
        setAdded({ key, items: [...(more?.items ?? []), ...page.items], next: page.next });
      }),
    );
  const move = (to: Destination) =>
    void startMove(
      survey.id,
      selection.all ? { to, match: matchOf(filter) } : { to, ids: chosen },
      selection.all ? total : chosen.length,
    );
  return (
    <>
      <div class="tray-list" aria-busy={first.loading && first.data !== undefined}>
        <p class="about">{ABOUT[filter.state]}</p>
        {may("analyst") && (items.length > 0 || work) && (
          <ActionBar
            state={filter.state}
            shown={items.length}
            chosen={chosen.length}
            all={selection.all}
            total={total}
            work={work}
            onAllShown={() => select(allShown(selection, ids))}
            onAll={() => select(EVERYTHING)}
            onMove={move}
          />
        )}
        {waiting > 0 && (
          <Button
            class="new-pill"
            icon={ArrowUp}
            onClick={() => {
              show();
              tray.reload();
            }}
          >
            {plural(waiting, "more")} set aside
          </Button>
        )}
        {first.error !== undefined && <ErrorNote error={first.error} retry={first.reload} />}
        {!first.data && first.error === undefined && <Skeleton rows={6} height={96} />}
        {first.data && items.length === 0 && !first.loading && !work && <None filter={filter} />}
        <Rows
          items={items}
          scale={whole.data && mainScale(whole.data)}
          filter={filter}
          selection={selection}
          onSelect={select}
          onAllShown={() => select(allShown(selection, ids))}
        />
        {next !== null && items.length > 0 && (
          <div class="more">
            <Button busy={busy} onClick={() => void loadMore()}>
              Load more
            </Button>
          </div>
        )}
      </div>
      {open && (
        <Panel
          key={open}
          id={open}
          survey={whole.data}
          query=""
          onClose={() => setQuery({ open: undefined }, true)}
          onChanged={moved}
        />
      )}
    </>
  );
}

function None({ filter }: { filter: TrayFilter }) {
  const [, setQuery] = useQuery();
  if (filter.state === "tray" && filter.reason === undefined) {
    return <Empty title="Nothing waits">{WHAT}</Empty>;
  }
  return (
    <Empty
      title="Nothing here"
      action={
        <Button onClick={() => setQuery({ state: undefined, reason: undefined })}>
          Show all that waits
        </Button>
      }
    >
      Nothing is set aside in this state for this reason.
    </Empty>
  );
}
