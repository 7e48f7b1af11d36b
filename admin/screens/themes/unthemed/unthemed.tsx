import { useEffect, useState } from "preact/hooks";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Unthemed as Reply } from "../../../../domain/wire/themes.ts";
import { api } from "../../../api/client.ts";
import { Button, ButtonLink, useBusy } from "../../../components/button.tsx";
import { ErrorNote, Skeleton } from "../../../components/states.tsx";
import { Verbatim } from "../../../components/verbatim.tsx";
import { useHref, useQuery } from "../../../state/location.ts";
import { may } from "../../../state/me.ts";
import { useResource } from "../../../state/resource.ts";
import { attempt } from "../../../state/toasts.ts";
import { usePeriod } from "../../../state/use-period.ts";
import { count, plural } from "../../../words/format.ts";
import { mainScale } from "../../response-facts.ts";
import { useUnthemed } from "./strip.tsx";
import { ADVICE, NAMES, REASONS, type Reason, isEstimate, unthemedWords } from "./words.ts";

/** The texts that no theme holds, by the reason, and what can be done about each. */
export function Unthemed({ survey }: { survey: SurveySummary }) {
  const [query, setQuery] = useQuery();
  const all = useUnthemed(survey);
  const { data } = all;
  if (!data) {
    return (
      <div class="section">
        {all.error === undefined ? (
          <Skeleton rows={6} height={72} />
        ) : (
          <ErrorNote error={all.error} retry={all.reload} />
        )}
      </div>
    );
  }
  const piles = REASONS.flatMap((reason) => {
    const n = data.reasons.find((one) => one.reason === reason)?.n ?? 0;
    return n > 0 ? [{ reason, n }] : [];
  });
  const chosen = piles.find(({ reason }) => reason === query["reason"]) ?? piles[0];
  if (!chosen) return <p class="lede section">Every text of this period has a theme.</p>;
  return (
    <section class="section unthemed" aria-label="Texts without a theme">
      <header>
        <h2>{unthemedWords(data)[0]}</h2>
        <small class="end">
          {isEstimate(data)
            ? `Told from the newest ${plural(data.of, "text")}`
            : `Of ${plural(data.of, "text")} in this period`}
        </small>
      </header>
      <div class="piles" role="group" aria-label="Why">
        {piles.map(({ reason, n }) => (
          <button
            key={reason}
            type="button"
            aria-pressed={reason === chosen.reason}
            onClick={() => setQuery({ reason })}
          >
            <b>{count(n)}</b>
            <span>{NAMES[reason]}</span>
          </button>
        ))}
      </div>
      <p class="hint">
        {ADVICE[chosen.reason]}
        {chosen.reason === "verdict" && may("admin") && <AskWhy survey={survey} />}
      </p>
      <Texts key={chosen.reason} survey={survey} reason={chosen.reason} />
    </section>
  );
}

function AskWhy({ survey }: { survey: SurveySummary }) {
  const href = useHref();
  return (
    <>
      {" "}
      <a href={href(`/app/surveys/${survey.id}/build`)}>Edit the questions</a>
    </>
  );
}

function Texts({ survey, reason }: { survey: SurveySummary; reason: Reason }) {
  const href = useHref();
  const { from, to } = usePeriod();
  const ask = (cursor?: string) =>
    api.unthemed(survey.id, { from, to, reason, ...(cursor !== undefined && { cursor }) });
  const whole = useResource(`survey ${survey.id}`, "it", () => api.survey(survey.id));
  const first = useResource(`unthemed ${survey.id} ${reason}`, `${from} ${to}`, () => ask());
  const [more, setMore] = useState<Pick<Reply, "items" | "next">>();
  const [busy, run] = useBusy();
  const { data } = first;
  // Another first page begins the list anew.
  useEffect(() => setMore(undefined), [data]);
  const next = more ? more.next : (data?.next ?? null);
  const load = async (cursor: string) => {
    const page = await attempt("No more texts came.", () => ask(cursor));
    if (page) setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next });
  };
  return (
    <>
      {first.error !== undefined && <ErrorNote error={first.error} retry={first.reload} />}
      {!data && first.error === undefined && <Skeleton rows={5} height={72} />}
      {[...(data?.items ?? []), ...(more?.items ?? [])].map((quote) => (
        <Verbatim
          key={quote.response + quote.question}
          quote={quote}
          scale={whole.data && mainScale(whole.data)}
          open={href("/app/responses", { survey: survey.id, open: quote.response })}
        />
      ))}
      {next !== null && (
        <div class="actions section">
          <Button busy={busy} onClick={() => void run(() => load(next))}>
            Show more
          </Button>
          <ButtonLink kind="bare" href={href("/app/themes", { survey: survey.id })}>
            Back to themes
          </ButtonLink>
        </div>
      )}
    </>
  );
}
