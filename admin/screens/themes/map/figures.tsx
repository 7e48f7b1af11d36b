import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { count, percent, signed, signedTenths } from "../../../words/format.ts";
import {
  MIN_MENTIONS,
  impactEnds,
  impactText,
  momentum,
  sentimentText,
  sureOf,
  toneClass,
} from "../impact.ts";
import { ImpactScale } from "../list/bars.tsx";
import { FeelingBar } from "./feeling-bar.tsx";

const SURE = { up: "pos", down: "neg", "": "" } as const;
const SIGNS = { up: "▲ ", down: "▼ ", same: "", few: "" } as const;
const CHANGES = {
  up: "really more",
  down: "really less",
  same: "no real change",
  few: "too few to tell",
} as const;

/** What one theme weighs: impact with its interval, volume, change, sentiment. */
export function Figures({ theme, survey }: { theme: Theme; survey: SurveySummary }) {
  return (
    <dl class="stats theme-figures">
      <div>
        <dt>Impact on {survey.name}</dt>
        <dd>
          <Impact theme={theme} scored={survey.metric !== "none"} />
        </dd>
      </div>
      <div>
        <dt>Volume</dt>
        <dd>
          <b>{count(theme.volume)}</b>
          <small>{percent(theme.share)} of texts</small>
        </dd>
      </div>
      <div>
        <dt>Against before</dt>
        <dd>
          <b>
            {SIGNS[theme.trend]}
            {momentum(theme)}
          </b>
          <small>
            {count(theme.previous)} before, {CHANGES[theme.trend]}
          </small>
        </dd>
      </div>
      <div>
        <dt>Sentiment</dt>
        <dd>
          <b class={`signed ${toneClass(theme.sentiment)}`}>{sentimentText(theme.sentiment)}</b>
          {theme.sentiment !== null && <FeelingBar {...theme} />}
          <small>
            <span class="feeling pos">{count(theme.positive)} good</span>{" "}
            <span class="feeling neg">{count(theme.negative)} bad</span>
          </small>
        </dd>
      </div>
    </dl>
  );
}

function Impact({ theme, scored }: { theme: Theme; scored: boolean }) {
  const { impact } = theme;
  if (!scored) return <span class="quiet">No score in this survey</span>;
  if (!impact) return <span class="quiet">Shows from {MIN_MENTIONS} mentions</span>;
  const ends = impactEnds([theme]);
  return (
    <>
      <b class={`signed ${SURE[sureOf(impact)]}`}>{signedTenths(impact.value)}</b>{" "}
      <small class="beside">{impactText(impact)}</small>
      <div class="impact-line">
        <small>{signed(ends[0])}</small>
        <ImpactScale impact={impact} ends={ends} />
        <small>{signed(ends[1])}</small>
      </div>
      <small>n {count(impact.n)}; an association, not a cause</small>
    </>
  );
}
