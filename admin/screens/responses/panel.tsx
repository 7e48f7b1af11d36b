import { Ban, Check, FlaskConical, Trash2, X } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { sayIn } from "../../../domain/survey/ask.ts";
import { type Destination, mayMoveResponse } from "../../../domain/survey/moves.ts";
import type { Response } from "../../../domain/wire/responses.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { ThemeChip } from "../../components/chip.tsx";
import { Rating } from "../../components/figures.tsx";
import { Marked, themesOf } from "../../components/quote.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt, toast } from "../../state/toasts.ts";
import { toneOf } from "../../words/tones.ts";
import { plainWords } from "../build/words.ts";
import { formFrom, queryOf } from "../sites/why-query.ts";
import { sitePath } from "../sites/words.ts";
import { mainScale } from "../response-facts.ts";
import { Votes } from "./votes.tsx";
import { answersInWords, provenance, unionOfSurvey } from "./answers.ts";

const MOVES: readonly (readonly [
  to: Destination,
  words: string,
  icon: typeof Check,
  done: string,
])[] = [
  ["counted", "Restore", Check, "The response counts again."],
  ["test", "Mark as test", FlaskConical, "Marked as a test. It no longer counts."],
  ["quarantined", "Quarantine", Ban, "Moved to quarantine. It no longer counts."],
  ["deleted", "Move to bin", Trash2, "Moved to the bin. It can be restored for 30 days."],
];

/** One response in full: all its answers, its themes, where it came from, and where to move it. */
export function Panel({
  id,
  survey,
  query,
  onClose,
  onChanged,
}: {
  id: string;
  survey: Survey | undefined;
  query: string;
  onClose: () => void;
  onChanged: (response: Response) => void;
}) {
  const response = useResource(`response ${id}`, "it", () => api.response(id));
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const put = (next: Response) => {
    response.put(next);
    onChanged(next);
  };
  return (
    <aside
      ref={box}
      class="panel"
      aria-label="One response"
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header>
        <h2>Response</h2>
        <Button kind="bare" icon={X} aria-label="Close the response" onClick={onClose} />
      </header>
      {response.error !== undefined && <ErrorNote error={response.error} retry={response.reload} />}
      {!response.data && response.error === undefined && <Skeleton rows={5} height={64} />}
      {response.data && survey && (
        <Whole response={response.data} survey={survey} query={query} put={put} />
      )}
    </aside>
  );
}

function Whole({
  response,
  survey,
  query,
  put,
}: {
  response: Response;
  survey: Survey;
  query: string;
  put: (response: Response) => void;
}) {
  const href = useHref();
  const { zone } = me.value.workspace;
  const language = survey.draft.language;
  const scale = mainScale(survey);
  const questions = unionOfSurvey(survey);
  const main = questions.find((q) => q.kind === "score" && q.metric === survey.metric);
  const themes = themesOf(response.mentions);
  return (
    <div class="whole">
      {may("analyst") && <Moves response={response} put={put} />}
      <dl class="answers">
        {questions
          .filter(({ id }) => id in response.answers || id in response.texts)
          .map((question) => {
            const text = response.texts[question.id];
            const answer = response.answers[question.id];
            return (
              <div key={question.id}>
                <dt>{plainWords(sayIn(question.text, language, language), questions)}</dt>
                <dd>
                  {question === main && typeof answer === "number" ? (
                    <Rating value={answer} tone={toneOf(scale, answer)} />
                  ) : (
                    answer !== undefined && <p>{answersInWords(question, answer, language)}</p>
                  )}
                  {text !== undefined && (
                    <blockquote dir="auto" {...(response.language && { lang: response.language })}>
                      <Marked
                        text={text}
                        mentions={response.mentions.filter((m) => m.question === question.id)}
                        query={query}
                      />
                    </blockquote>
                  )}
                </dd>
              </div>
            );
          })}
      </dl>
      {themes.length > 0 && (
        <section>
          <h3>Themes</h3>
          <div class="actions">
            {themes.map(({ theme, label, sentiment }) => (
              <ThemeChip
                key={theme}
                label={label}
                sentiment={sentiment}
                href={href(`/app/themes/${theme}`, { survey: survey.id })}
              />
            ))}
          </div>
        </section>
      )}
      {response.grade && may("analyst") && <Votes response={response.id} scale={scale} />}
      <section>
        <h3>Where it came from</h3>
        <dl class="provenance">
          {provenance(response, zone).map(([name, value, attr]) => (
            <div key={attr ?? name}>
              <dt>{name}</dt>
              <dd>
                {attr ? (
                  <a
                    href={href("/app/responses", { survey: survey.id, attr })}
                    title={`All responses with ${name}: ${value}`}
                  >
                    {value}
                  </a>
                ) : (
                  value
                )}
              </dd>
            </div>
          ))}
        </dl>
        {may("analyst") && (
          <p class="quiet why-link">
            <a href={href(sitePath(survey.site, "why"), queryOf(formFrom(response)))}>
              Would they be asked again?
            </a>
          </p>
        )}
      </section>
    </div>
  );
}

function Moves({ response, put }: { response: Response; put: (response: Response) => void }) {
  const [busy, run] = useBusy();
  const before = response.state;
  const { id, survey } = response;
  const move = (to: Destination, done: string) =>
    run(() =>
      attempt("The response was not moved.", async () => {
        // A call can be taken back, also to states that nobody can move a response to.
        const call = crypto.randomUUID();
        await api.moveResponses(survey, { call, to, ids: [id] });
        put(await api.response(id));
        toast(done, async () => {
          await api.undoMove(survey, call);
          put(await api.response(id));
        });
      }),
    );
  return (
    <div class="actions">
      {MOVES.filter(([to]) => mayMoveResponse(before, to)).map(([to, words, icon, done]) => (
        <Button
          key={to}
          kind={to === "counted" ? "plain" : "bare"}
          icon={icon}
          busy={busy}
          onClick={() => void move(to, done)}
        >
          {words}
        </Button>
      ))}
    </div>
  );
}
