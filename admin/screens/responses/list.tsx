import { ArrowUp } from "lucide";
import { useRef, useState } from "preact/hooks";
import { languagesOf } from "../../../domain/survey/ask.ts";
import type { Response } from "../../../domain/wire/responses.ts";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import { type ResponseFilters, api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Quote } from "../../components/quote.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHeldBack } from "../../state/held-back.ts";
import { useQuery, withQuery } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt } from "../../state/toasts.ts";
import { plural } from "../../words/format.ts";
import { factsOf, mainScale } from "../response-facts.ts";
import { FilterBar } from "./filter-bar.tsx";
import { NO_FILTERS } from "./filters.ts";
import { Panel } from "./panel.tsx";

type More = { key: string; items: readonly Response[]; next: string | null };

/** The list of responses with its filters, and the one that is open beside it. */
export function List({ survey, filters }: { survey: SurveySummary; filters: ResponseFilters }) {
  const [query, setQuery] = useQuery();
  const whole = useResource(`survey ${survey.id}`, "it", () => api.survey(survey.id));
  const scale = whole.data && mainScale(whole.data);
  const key = JSON.stringify(filters);
  const first = useResource(
    `responses ${survey.id}`,
    key,
    () => api.responses(survey.id, filters),
    { live: true },
  );
  const [shown, waiting, show] = useHeldBack<Response>(
    `${survey.id} ${key}`,
    first.loading ? undefined : first.data?.items,
  );
  const [more, setMore] = useState<More>();
  const [changed, setChanged] = useState<Readonly<Record<string, Response>>>({});
  const [busy, run] = useBusy();
  const list = useRef<HTMLDivElement>(null);

  const added = more?.key === key ? more : undefined;
  const head = shown ?? first.data?.items ?? [];
  const ids = new Set(head.map(({ id }) => id));
  const items = [...head, ...(added?.items ?? []).filter(({ id }) => !ids.has(id))].map(
    (item) => changed[item.id] ?? item,
  );
  const next = added ? added.next : (first.data?.next ?? null);
  const open = query["open"];
  const { zone } = me.value.workspace;
  const now = Date.now();

  const loadMore = () =>
    run(() =>
      attempt("No more could be loaded.", async () => {
        if (next === null) return;
        const page = await api.responses(survey.id, { ...filters, cursor: next });
        setMore({ key, items: [...(added?.items ?? []), ...page.items], next: page.next });
      }),
    );
  const label =
    filters.theme &&
    items.flatMap((item) => item.mentions).find(({ theme }) => theme === filters.theme)?.label;

  return (
    <>
      <FilterBar
        filters={filters}
        scale={scale}
        languages={whole.data ? languagesOf(whole.data.draft) : []}
        quota={survey.quota !== null}
        themeLabel={label || undefined}
      />
      <div class={`reading ${open ? "with-panel" : ""}`}>
        <div class="reading-list" ref={list} aria-busy={first.loading && first.data !== undefined}>
          {waiting > 0 && (
            <Button class="new-pill" icon={ArrowUp} onClick={show}>
              {plural(waiting, "new answer")}
            </Button>
          )}
          {first.error !== undefined && <ErrorNote error={first.error} retry={first.reload} />}
          {!first.data && first.error === undefined && <Skeleton rows={8} height={96} />}
          {first.data && items.length === 0 && !first.loading && (
            <None filters={filters} survey={survey} />
          )}
          {items.map((response) => (
            <Quote
              key={response.id}
              response={response}
              scale={scale}
              facts={factsOf(response, zone, now)}
              query={filters.q ?? ""}
              open={withQuery("/app/responses", query, { survey: survey.id, open: response.id })}
              current={response.id === open}
            />
          ))}
          {items.length > 0 && (
            <div class="more" role="status">
              {next === null ? (
                <small>{plural(items.length, "response")}, all that match.</small>
              ) : (
                <Button busy={busy} onClick={() => void loadMore()}>
                  Load more
                </Button>
              )}
              {first.data?.narrowed && (
                <small>
                  The search stopped at its limit. Choose a shorter period to see older hits.
                </small>
              )}
            </div>
          )}
        </div>
        {open && (
          <Panel
            key={open}
            id={open}
            survey={whole.data}
            query={filters.q ?? ""}
            onClose={() => setQuery({ open: undefined }, true)}
            onChanged={(response) => setChanged((was) => ({ ...was, [response.id]: response }))}
          />
        )}
      </div>
    </>
  );
}

function None({ filters, survey }: { filters: ResponseFilters; survey: SurveySummary }) {
  const [, setQuery] = useQuery();
  const { from: _, to: __, ...rest } = filters;
  const filtered = Object.values(rest).some(Boolean);
  return (
    <Empty
      title={filtered ? "Nothing matches" : "No responses in this period"}
      action={
        filtered ? (
          <Button onClick={() => setQuery(NO_FILTERS)}>Take all filters off</Button>
        ) : undefined
      }
    >
      {filtered
        ? "Every word of a search must occur. A longer period may help too."
        : survey.version === 0
          ? "This survey is not published yet."
          : "Answers show here within seconds of being given."}
    </Empty>
  );
}
