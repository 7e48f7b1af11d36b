import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Meaning } from "../../../domain/wire/themes.ts";
import { type Span, api } from "../../api/client.ts";
import { Chip } from "../../components/chip.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { Verbatim } from "../../components/verbatim.tsx";
import { useQuery, withQuery } from "../../state/location.ts";
import { useResource } from "../../state/resource.ts";
import { plural } from "../../words/format.ts";
import { mainScale } from "../response-facts.ts";
import { Panel } from "./panel.tsx";
import { SearchField } from "./search-field.tsx";

/** Texts that say something like what is searched for, the nearest first, whatever their words. */
export function ByMeaning({
  survey,
  q,
  span: { from, to },
}: {
  survey: SurveySummary;
  q: string;
  span: Span;
}) {
  const [query, setQuery] = useQuery();
  const whole = useResource(`survey ${survey.id}`, "it", () => api.survey(survey.id));
  const found = useResource(`meaning ${survey.id}`, q ? `${from} ${to} ${q}` : null, () =>
    api.meaning(survey.id, { q, from, to }),
  );
  const data = q ? found.data : undefined;
  const open = query["open"];
  return (
    <>
      <search class="filters">
        <form onSubmit={(event) => event.preventDefault()}>
          <SearchField q={q} find="meaning" />
        </form>
        {data && found.error === undefined && <Widened data={data} />}
      </search>
      <div class={`reading ${open ? "with-panel" : ""}`}>
        <div class="reading-list" aria-busy={found.loading && data !== undefined}>
          {!q && (
            <Empty title="Search by what people mean">
              Say it in your own words: “the parcel came too late” also finds “I waited two weeks”.
              The nearest texts of the period come first.
            </Empty>
          )}
          {found.error !== undefined && <ErrorNote error={found.error} retry={found.reload} />}
          {q && !data && found.error === undefined && <Skeleton rows={8} height={96} />}
          {data?.items.length === 0 && !found.loading && <None of={data.of} />}
          {data?.items.map((quote) => (
            <Verbatim
              key={`${quote.response} ${quote.question}`}
              quote={quote}
              scale={whole.data && mainScale(whole.data)}
              open={withQuery("/app/responses", query, { survey: survey.id, open: quote.response })}
              current={quote.response === open}
            />
          ))}
          {data && data.items.length > 0 && (
            <div class="more" role="status">
              <small>
                {plural(data.items.length, "text")}, nearest first, of {plural(data.of, "text")}{" "}
                that were compared.
              </small>
              {data.capped && (
                <small>
                  More texts hold these words. Choose a shorter period to compare the older ones.
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
            query=""
            onClose={() => setQuery({ open: undefined }, true)}
            onChanged={found.reload}
          />
        )}
      </div>
    </>
  );
}

/** The words that mean much the same and were looked for too. */
function Widened({ data: { words } }: { data: Meaning }) {
  if (words.length === 0) return null;
  return (
    <p class="widened">
      <small>Also looked for</small>
      {words.map((word) => (
        <Chip key={word}>
          <bdi>{word}</bdi>
        </Chip>
      ))}
    </p>
  );
}

function None({ of }: { of: number }) {
  return (
    <Empty title="Nothing says that">
      {of === 0
        ? "No text of this period holds these words or words near them."
        : `None of ${plural(of, "text")} that were compared comes near.`}{" "}
      Say it with other words, or choose a longer period.
    </Empty>
  );
}
