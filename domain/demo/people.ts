import { DAY_MS } from "../time/days.ts";
import type { Channel } from "../wire/common.ts";
import { SPAN, type Timeline, disruption, instantOf } from "./calendar.ts";
import type { DemoSurvey } from "./plan.ts";
import { type Rng, rng } from "./random.ts";

type Country = keyof typeof COUNTRIES;
export type Language = "en" | "de" | "fr" | "es";

/** Who answers, when and where, and what happened to their order. */
export type Visit = {
  /** ms UTC */
  at: number;
  channel: Channel;
  country: Country;
  plan: "free" | "pro" | "team";
  device: "mobile" | "desktop" | "tablet";
  language: Language;
  score: number;
  /** What went wrong with the parcel, if anything did. */
  trouble: "late" | "outside" | undefined;
  /** Whether the carrier change caused it. */
  newCarrier: boolean;
};

export const COUNTRIES = { DE: 33, AT: 8, GB: 17, FR: 12, NL: 14, SE: 9, DK: 7 };
export const PLANS = { free: 56, pro: 32, team: 12 };
const DEVICES = { mobile: 55, desktop: 37, tablet: 8 };
const ENGLISH: Record<Language, number> = { en: 97, de: 0, fr: 0, es: 3 };
export const LANGUAGES: Record<Country, Record<Language, number>> = {
  DE: { en: 60, de: 38, fr: 0, es: 2 },
  AT: { en: 55, de: 45, fr: 0, es: 0 },
  FR: { en: 46, de: 0, fr: 48, es: 6 },
  GB: ENGLISH,
  NL: ENGLISH,
  SE: ENGLISH,
  DK: ENGLISH,
};
/** How much kinder or stricter people are, in log-odds. */
const BY_COUNTRY: Record<Country, number> = {
  DE: 0,
  AT: -0.05,
  GB: 0,
  FR: -0.08,
  NL: 0.12,
  SE: 0.3,
  DK: 0.45,
};
const BY_PLAN = { free: -0.12, pro: 0.08, team: 0.3 };
/** What a late or lost parcel does to a score, in log-odds. */
const TROUBLE = -3.1;
/** How much a year of small improvements adds, in log-odds. */
const DRIFT = 0.2;

/** The visit behind one response of a survey. The same index always gives the same visit. */
export function visitOf(
  survey: DemoSurvey,
  line: Timeline,
  index: number,
  now: number,
  seed: number,
): Visit {
  const chance = rng(seed, survey.key, "visit", index);
  const at = instantOf(line, (index + chance.next()) / survey.count);
  const country = chance.weighted(COUNTRIES);
  const plan = chance.weighted(PLANS);
  const [today, day] = [Math.floor(now / DAY_MS), Math.floor(at / DAY_MS)];
  const felt = country === "DE" || country === "AT" ? disruption(day, today) : 0;
  const newCarrier = chance.chance(felt * survey.parcels);
  const late = newCarrier ? 0.66 : 0.72;
  const trouble =
    newCarrier || chance.chance(0.05 * survey.parcels)
      ? chance.chance(late)
        ? "late"
        : "outside"
      : undefined;
  const age = 1 - (now - at) / (SPAN * DAY_MS);
  const mood =
    BY_COUNTRY[country] + BY_PLAN[plan] + DRIFT * (age - 0.5) + (trouble ? TROUBLE : survey.lift);
  return {
    at,
    channel: chance.weighted(survey.channels),
    country,
    plan,
    device: chance.weighted(DEVICES),
    language: chance.weighted(LANGUAGES[country]),
    score: survey.min + scoreOf(survey.shares, chance, mood),
    trouble,
    newCarrier,
  };
}

/** A step of the scale, counted from 0: the survey's usual shares, moved by a mood in log-odds. */
function scoreOf(shares: readonly number[], chance: Rng, mood: number): number {
  const u = Math.min(Math.max(chance.next(), 1e-6), 1 - 1e-6);
  const moved = 1 / (1 + Math.exp(-(Math.log(u / (1 - u)) + mood)));
  let left = moved * shares.reduce((sum, share) => sum + share, 0);
  const step = shares.findIndex((share) => (left -= share) < 0);
  return step < 0 ? shares.length - 1 : step;
}
