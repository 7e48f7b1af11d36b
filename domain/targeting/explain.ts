import type { SurveyState } from "../survey/lifecycle.ts";
import type { AttributeRule, Targeting } from "../wire/survey.ts";
import { addressOf, isMeant } from "./address.ts";
import { type Attributes, holds, valueFor } from "./attributes.ts";
import { speaks } from "./languages.ts";
import { type Cooldown, type Event, type Rest, type Resting, restsFor } from "./rests.ts";
import { standing } from "./sampling.ts";
import { isScheduled } from "./schedule.ts";
import type { Device } from "./screens.ts";

/** What decides who sees a survey. */
export type Asking = Omit<Resting, "again"> & {
  state: SurveyState;
  /** It has as many answers as it asked for. */
  full: boolean;
  targeting: Targeting;
};

/** A visitor on a page. What is not told is not judged. */
export type Situation = {
  /** ms UTC */
  now: number;
  address?: string | undefined;
  device?: Device | undefined;
  /** BCP 47 */
  language?: string | undefined;
  /** What the page claims of the visitor. */
  attributes?: Attributes | undefined;
  /** Who the customer's server says it is; without it nothing below is known here. */
  person?:
    | {
        id: string;
        /** What the proof says beside that. */
        signed: Attributes;
        history: readonly Event[];
      }
    | undefined;
  /** Events that were tracked on the page. Default: none yet. */
  events?: readonly string[] | undefined;
  cooldown?: Cooldown | undefined;
};

/**
 * pass, fail; waits: may still happen while the page is open; chance: is drawn on the device of a
 * visitor without a proof.
 */
export type Result = "pass" | "fail" | "waits" | "chance";

/** One rule held against a situation, with what was compared. */
export type Check = { result: Result } & (
  | { rule: "state"; state: SurveyState; full: boolean }
  | { rule: "schedule"; from: number | null; until: number | null }
  | { rule: "address"; urls: string[]; except: string[]; address: string }
  | { rule: "device"; devices: Device[]; device: Device }
  | { rule: "language"; languages: string[]; language: string }
  | { rule: "attribute"; attribute: AttributeRule; value: string | number | boolean | null }
  /** `standing`: where the person is in the sample, 0 to 1; null for a visitor without a proof. */
  | { rule: "sample"; sample: number; standing: number | null }
  /** `rest`: the one that ends last, maybe over; null where there was none. */
  | { rule: "rest"; of: Rest["of"]; rest: Rest | null }
  | { rule: "event"; event: string }
  | { rule: "delay"; delay: number }
  | { rule: "scroll"; scroll: number }
  | { rule: "exit" }
);

/**
 * Holds every rule of a survey against a situation: those that the survey sets, and its rests for a
 * person with a proof. POST /v1/ok decides by it and the console tells it, so the two cannot differ.
 */
export function explain(survey: Asking, situation: Situation): Check[] {
  const { state, full, targeting, id } = survey;
  const { now, address, device, language, attributes = {}, person, events = [] } = situation;
  const { urls, except = [], devices, languages = [], from = null, until = null } = targeting;
  const checks: Check[] = [
    { rule: "state", result: passIf(state === "live" && !full), state, full },
  ];
  if (from !== null || until !== null)
    checks.push({ rule: "schedule", result: passIf(isScheduled(targeting, now)), from, until });
  if (address !== undefined && urls.length + except.length > 0) {
    const result = passIf(isMeant(address, { urls, except }));
    checks.push({ rule: "address", result, urls, except, address: addressOf(address) });
  }
  if (device && devices.length > 0)
    checks.push({ rule: "device", result: passIf(devices.includes(device)), devices, device });
  if (language !== undefined && languages.length > 0) {
    const result = passIf(speaks(languages, language));
    checks.push({ rule: "language", result, languages, language });
  }
  for (const attribute of targeting.attributes ?? []) {
    const signed = person?.signed ?? {};
    const result = passIf(holds(attribute, attributes, signed));
    const value = valueFor(attribute, attributes, signed) ?? null;
    checks.push({ rule: "attribute", result, attribute, value });
  }
  if (targeting.sample < 1)
    checks.push(sampleCheck(targeting.sample, person && standing(person.id, id)));
  if (person) checks.push(...restChecks(survey, person.history, situation));
  return [...checks, ...pageChecks(targeting, events)];
}

/** What all checks come to: the worst of them. */
export function outcomeOf(checks: readonly Check[]): Result {
  const worst: Result[] = ["fail", "waits", "chance"];
  return worst.find((result) => checks.some((check) => check.result === result)) ?? "pass";
}

const passIf = (good: boolean): Result => (good ? "pass" : "fail");

function sampleCheck(sample: number, at: number | undefined): Check {
  const result = at === undefined ? (sample > 0 ? "chance" : "fail") : passIf(at < sample);
  return { rule: "sample", result, sample, standing: at ?? null };
}

function restChecks(
  { id, metric, mode, targeting: { again } }: Asking,
  history: readonly Event[],
  { now, cooldown }: Situation,
): Check[] {
  if (mode === "tab") return [];
  const rests = restsFor({ id, metric, mode, ...(again && { again }) }, history, cooldown);
  const kinds: Rest["of"][] = [
    ...(mode === "inline" ? [] : ["any" as const]),
    ...(metric === "none" ? [] : ["metric" as const]),
    "survey",
  ];
  return kinds.map((of) => {
    const rest = rests.find((one) => one.of === of) ?? null;
    return { rule: "rest", result: passIf(!rest || rest.until <= now), of, rest };
  });
}

/** What the page waits for. */
function pageChecks({ event, delay, scroll, exit }: Targeting, events: readonly string[]): Check[] {
  return [
    ...(event === undefined
      ? []
      : [{ rule: "event", result: events.includes(event) ? "pass" : "waits", event } as const]),
    ...(delay > 0 ? [{ rule: "delay", result: "waits", delay } as const] : []),
    ...(scroll === undefined ? [] : [{ rule: "scroll", result: "waits", scroll } as const]),
    ...(exit ? [{ rule: "exit", result: "waits" } as const] : []),
  ];
}
