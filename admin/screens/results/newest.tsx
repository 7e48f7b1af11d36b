import { ArrowUp } from "lucide";
import { useRef } from "preact/hooks";
import type { Response } from "../../../domain/wire/responses.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Quote } from "../../components/quote.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { useHeldBack } from "../../state/held-back.ts";
import { useResource } from "../../state/resource.ts";
import { plural } from "../../words/format.ts";
import { factsOf, mainScale } from "../response-facts.ts";

const SHOWN = 6;

/** The newest verbatims. What arrives while one reads waits behind a button. */
export function Newest({ survey, from, to }: { survey: Survey; from: string; to: string }) {
  const href = useHref();
  const section = useRef<HTMLElement>(null);
  const newest = useResource(
    `newest ${survey.id}`,
    `${from} ${to}`,
    () => api.responses(survey.id, { from, to, text: "1", state: "counted", limit: String(SHOWN) }),
    { live: true },
  );
  const [shown, waiting, show] = useHeldBack<Response>(
    `${survey.id} ${from} ${to}`,
    newest.data?.items,
  );
  const { zone } = me.value.workspace;
  const now = Date.now();
  const scale = mainScale(survey);
  return (
    <section class="section" ref={section}>
      <header>
        <h2>Newest verbatims</h2>
        <a class="quiet end" href={href("/app/responses", { survey: survey.id, text: "1" })}>
          All verbatims
        </a>
      </header>
      {waiting > 0 && (
        <Button class="new-pill" icon={ArrowUp} onClick={show}>
          {waiting >= SHOWN ? `${SHOWN} or more new answers` : plural(waiting, "new answer")}
        </Button>
      )}
      {newest.error !== undefined && !shown && (
        <ErrorNote error={newest.error} retry={newest.reload} />
      )}
      {!shown && newest.error === undefined && <Skeleton rows={3} height={96} />}
      {shown?.length === 0 && <p class="lede">Nobody wrote a comment in this period.</p>}
      {shown && shown.length > 0 && (
        <div class="quotes">
          {shown.map((response) => (
            <Quote
              key={response.id}
              response={response}
              scale={scale}
              facts={factsOf(response, zone, now)}
              open={href("/app/responses", { survey: survey.id, open: response.id })}
            />
          ))}
        </div>
      )}
    </section>
  );
}
