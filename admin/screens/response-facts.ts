import { primaryQuestion } from "../../domain/survey/questions.ts";
import { type Scale, scaleOf } from "../../domain/scores/scale.ts";
import type { Response } from "../../domain/wire/responses.ts";
import type { Survey } from "../../domain/wire/surveys.ts";
import { ago } from "../words/dates.ts";
import { CHANNELS, OVER_QUOTA, STATES, languageName, valueName } from "../words/names.ts";

/** The scale of a survey's main question; undefined for open feedback. */
export function mainScale({ published, draft }: Survey): Scale | undefined {
  const question = primaryQuestion(published ?? draft);
  return question && scaleOf(question);
}

/** Where and when a response came from, as short words; its state when it does not count. */
export function factsOf(
  { at, channel, language, attributes, state, overQuota }: Response,
  zone: string,
  now: number,
): string[] {
  const country = attributes["country"];
  return [
    ...(state === "counted" ? [] : [STATES[state]]),
    ...(overQuota ? [OVER_QUOTA] : []),
    ago(at, zone, now),
    ...(typeof country === "string" ? [valueName("country", country)] : []),
    CHANNELS[channel],
    ...(language && !language.startsWith("en") ? [languageName(language)] : []),
  ];
}
