import { askFor, languageFor, sayIn } from "../../domain/survey/ask.ts";
import { tabWordFor } from "../../domain/survey/frame.ts";
import { addressSource } from "../../domain/targeting/address.ts";
import { traitOf } from "../../domain/targeting/attributes.ts";
import { speaks } from "../../domain/targeting/languages.ts";
import { WHOLE } from "../../domain/targeting/parts.ts";
import { AGAIN, COOLDOWN, type Cooldown } from "../../domain/targeting/rests.ts";
import { isScheduled } from "../../domain/targeting/schedule.ts";
import { screenQuery } from "../../domain/targeting/screens.ts";
import type { LiveSurvey, SiteConfig } from "../../domain/wire/site-config.ts";
import type { Definition } from "../../domain/wire/survey.ts";

/** A survey that is live on a site. */
export type Live = { id: string; version: number; definition: Definition };

/** On the wire no days mean never: this is at once. */
const AT_ONCE_DAYS = 1e-9;

/**
 * The surveys that a visitor may be asked now, each whole. Rules that everybody passes are left out,
 * and those that the edge knows an answer to: language and time.
 * @param language that the browser asks for @param now ms UTC
 */
export function surveysFor(
  surveys: readonly Live[],
  language: string | undefined,
  now: number,
): LiveSurvey[] {
  return surveys
    .filter(
      ({ definition: { targeting } }) =>
        speaks(targeting.languages, language) && isScheduled(targeting, now),
    )
    .map((survey) => ({
      ...rulesOf(survey),
      ...modeOf(survey.definition, language),
      ask: askFor(survey.definition, language),
    }));
}

/**
 * What the loader is told about a site.
 * @param host our origin @param widget path of the widget module
 * @param surveys those of surveysFor, in the order in which they may ask
 */
export function configFor(
  { id, cooldown = COOLDOWN }: { id: string; cooldown?: Cooldown },
  host: string,
  widget: string,
  surveys: readonly LiveSurvey[],
): SiteConfig {
  const { shown, metric } = cooldown;
  return {
    host,
    widget,
    site: id,
    ...((shown !== COOLDOWN.shown || metric !== COOLDOWN.metric) && { rests: [shown, metric] }),
    surveys: surveys.map(({ ask, ...rules }, i) => (i < WHOLE && ask ? { ...rules, ask } : rules)),
  };
}

function modeOf(definition: Definition, language: string | undefined) {
  const { mode, tab } = definition.look;
  if (mode === "inline") return { inline: true as const };
  if (mode === "modal") return { modal: true as const };
  if (mode !== "tab") return {};
  const lang = languageFor(definition, language);
  return { tab: tab === undefined ? tabWordFor(lang) : sayIn(tab, lang, definition.language) };
}

function rulesOf({ id, version, definition: { metric, targeting } }: Live): LiveSurvey {
  const { urls, except, delay, sample, devices, event, scroll, exit, attributes = [] } = targeting;
  const { askWithoutMemory, again = AGAIN } = targeting;
  const paths = addressSource(urls, except);
  const answered = again.answered === null ? 0 : again.answered || AT_ONCE_DAYS;
  return {
    id,
    v: version,
    ...(askWithoutMemory && { bold: true as const }),
    ...(metric !== "none" && { metric }),
    ...((answered !== AGAIN.answered || again.dismissed !== AGAIN.dismissed) && {
      again: [answered, again.dismissed] as [number, number],
    }),
    ...(paths !== undefined && { paths }),
    ...(delay > 0 && { delay }),
    ...(sample < 1 && { sample }),
    ...(devices.length > 0 && { screens: screenQuery(devices) }),
    ...(event !== undefined && { event }),
    ...(scroll !== undefined && { depth: scroll / 100 }),
    ...(exit && { exit }),
    ...(attributes.length > 0 && { traits: attributes.map(traitOf) }),
  };
}
