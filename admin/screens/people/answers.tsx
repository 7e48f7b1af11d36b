import type { Channel } from "../../../domain/wire/common.ts";
import type { PersonDetail } from "../../../domain/wire/people.ts";
import type { ResponseState } from "../../../domain/wire/responses.ts";
import { Rating } from "../../components/figures.tsx";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { dateOf } from "../../words/dates.ts";
import { plural } from "../../words/format.ts";
import { CHANNELS, METRICS, STATES } from "../../words/names.ts";
import { type Tone, toneOf } from "../../words/tones.ts";

type Answer = PersonDetail["answers"][number];
const MOST = 100;
const SCALES = { nps: [0, 10], csat: [1, 5] } as const;

/** How a score counts. Which end of a CES scale is good differs by survey, so it stays grey here. */
function tone({ metric, score }: Answer): Tone {
  if (score === null || metric === "none" || metric === "ces") return "mid";
  const [min, max] = SCALES[metric];
  return toneOf({ metric, min, max, reversed: false }, score);
}

/** What the person said, whatever the channel, newest first. */
export function Answers({ answers }: Pick<PersonDetail, "answers">) {
  const href = useHref();
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <section class="section">
      <header>
        <h2>Answers</h2>
        {answers.length > 0 && (
          <small class="end">
            {answers.length === MOST ? `The newest ${MOST}` : plural(answers.length, "answer")}
          </small>
        )}
      </header>
      {answers.length === 0 && <p class="none">No answer to any survey yet.</p>}
      {answers.map((answer) => (
        <article key={answer.id} class="quote">
          {answer.score === null ? <span /> : <Rating value={answer.score} tone={tone(answer)} />}
          <div class="said">
            {answer.text === null ? (
              <p class="quiet">No comment</p>
            ) : (
              <blockquote dir="auto">{answer.text}</blockquote>
            )}
          </div>
          <footer>
            <a
              class="facts-link"
              href={href("/app/responses", { survey: answer.survey, open: answer.id })}
            >
              <small>
                <bdi>{answer.surveyName}</bdi>
                {answer.metric !== "none" && ` · ${METRICS[answer.metric]}`} ·{" "}
                {CHANNELS[answer.channel as Channel] ?? answer.channel} ·{" "}
                {dateOf(answer.at, zone, now)}
                {answer.state !== "counted" &&
                  ` · ${STATES[answer.state as ResponseState] ?? answer.state}`}
              </small>
            </a>
          </footer>
        </article>
      ))}
    </section>
  );
}
