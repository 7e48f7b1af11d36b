import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Theme } from "../../../domain/wire/themes.ts";
import { count, percent, signedTenths } from "../../words/format.ts";
import { MIN_MENTIONS, impactText, momentum, sentimentText, sureOf, toneClass } from "./impact.ts";

const SURE = { up: "pos", down: "neg", "": "" } as const;

/** What one theme weighs: impact, volume, sentiment, momentum. */
export function Stats({ theme, survey }: { theme: Theme; survey: SurveySummary }) {
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
