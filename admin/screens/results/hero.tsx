import type { Scores } from "../../../domain/wire/scores.ts";
import { ScaleAxis, ScoreScale } from "../../charts/score-scale.tsx";
import { Change } from "../../components/verdict.tsx";
import { useHref } from "../../state/location.ts";
import { count, percent, range, rate, score as scoreText } from "../../words/format.ts";

/** The one score of the page on its scale, and the facts beside it. */
export function Hero({ survey, scores }: { survey: string; scores: Scores }) {
  const href = useHref();
  const { metric, score, low, high, n, verdict, change, previous, funnel, excluded } = scores;
  const shown = score !== null && low !== null && high !== null;
  const aside = excluded.suspect + excluded.quarantined + excluded.late + excluded.pending;
  return (
    <>
      {shown && (
        <section class="hero" aria-label="Score">
          <div>
            <div class="value">
              <b>{scoreText(metric, score)}</b>
              <span class="quiet">95 % interval {range(low, high)}</span>
            </div>
            <p>
              <Change verdict={verdict} change={change} metric={metric} />{" "}
              {previous &&
                previous.score !== null &&
                previous.low !== null &&
                previous.high !== null && (
                  <>
                    from {scoreText(metric, previous.score)} ({range(previous.low, previous.high)})
                  </>
                )}
            </p>
          </div>
          <div>
            <ScoreScale metric={metric} now={scores} before={previous} verdict={verdict} named />
            <ScaleAxis metric={metric} fine />
          </div>
        </section>
      )}
      {scores.confirmed?.differs && (
        <p class="scanners" role="note">
          <b>Scanners may be at work.</b> One-click votes that nobody touched differ from those of
          people by more than chance.{" "}
          <a href={href("/app/responses", { survey, channel: "email" })}>Read the votes by mail</a>
        </p>
      )}
      <dl class="facts section">
        <div>
          <dt>n</dt>
          <dd>{count(n)}</dd>
        </div>
        {scores.confirmed && <Confirmed metric={metric} confirmed={scores.confirmed} />}
        {scores.mean !== null && metric !== "nps" && metric !== "none" && (
          <div>
            <dt>Mean</dt>
            <dd>{scores.mean.toFixed(1)}</dd>
          </div>
        )}
        {funnel.shown >= funnel.completed && funnel.shown > 0 && (
          <div>
            <dt>Response rate</dt>
            <dd>
              {rate(funnel.completed, funnel.shown)} <small>of {count(funnel.shown)} shown</small>
            </dd>
          </div>
        )}
        <div>
          <dt>Not counted</dt>
          <dd>
            <a href={href("/app/responses/tray", { survey })}>{count(aside)} set aside</a>{" "}
            {aside > 0 && <small>{asideWords(excluded)}</small>}
          </dd>
        </div>
        <div>
          <dt>With a comment</dt>
          <dd>
            {count(funnel.commented)}{" "}
            {funnel.counted > 0 && (
              <small>{percent(Math.min(1, funnel.commented / funnel.counted))}</small>
            )}
          </dd>
        </div>
      </dl>
    </>
  );
}

/** The score without the one-click votes that nobody touched, beside the headline. */
function Confirmed({
  metric,
  confirmed: { score, low, high, n, probable },
}: {
  metric: Scores["metric"];
  confirmed: NonNullable<Scores["confirmed"]>;
}) {
  return (
    <div>
      <dt>Confirmed votes alone</dt>
      <dd>
        {score === null || low === null || high === null ? (
          "not enough data"
        ) : (
          <>
            {scoreText(metric, score)} <small>({range(low, high)})</small>
          </>
        )}{" "}
        <small>
          n {count(n)}, {count(probable)} untouched left out
        </small>
      </dd>
    </div>
  );
}

function asideWords(excluded: Scores["excluded"]): string {
  return (["suspect", "quarantined", "late", "pending"] as const)
    .filter((key) => excluded[key] > 0)
    .map((key) => `${count(excluded[key])} ${key}`)
    .join(", ");
}
