import { DAY_MS } from "../time/days.ts";
import type { Metric } from "../wire/common.ts";
import type { Look, Targeting } from "../wire/survey.ts";

/** Days in which nobody is asked again over a page, after a show; and by one metric, after an answer. */
export type Cooldown = { shown: number; metric: number };
export const COOLDOWN: Cooldown = { shown: 30, metric: 90 };

/** Days until the same survey asks again: after an answer (null: never), after a dismissal. */
export type Again = NonNullable<Targeting["again"]>;
export const AGAIN: Again = { answered: 180, dismissed: 30 };

/** The last time that there is (ECMA-262, 21.4.1.1): until then is for ever. */
export const FOR_EVER = 8.64e15;

/** One thing that happened between us and a person. */
export type Event = {
  survey: string;
  /** What an answered survey asked by. */
  metric?: Metric;
  /** shown: over a page; sent: an invitation, which counts as a show. */
  what: "shown" | "sent" | "answered" | "dismissed";
  /** ms UTC */
  at: number;
};

/** Why a person is left alone. `key` is what the device remembers it under: see Leave. */
export type Rest = {
  /** any: every survey over a page; metric: all that ask by it; survey: this one. */
  of: "any" | "metric" | "survey";
  key: string;
  because: Event;
  /** Over at this time, ms UTC. */
  until: number;
};

export type Resting = { id: string; metric: Metric; mode: Look["mode"]; again?: Again };

/**
 * The rests of one person that bear on one survey, the longest first, those that are over among them:
 * of each kind the one that ends last. A tab rests for nobody; a container of the page interrupts
 * nobody, so that shows elsewhere do not count.
 */
export function restsFor(
  { id, metric, mode, again = AGAIN }: Resting,
  history: readonly Event[],
  cooldown: Cooldown = COOLDOWN,
): Rest[] {
  if (mode === "tab") return [];
  const found = history.flatMap((because): Rest[] => {
    const { what, at } = because;
    const after = (days: number | null) => (days === null ? FOR_EVER : at + days * DAY_MS);
    if (what === "shown" || what === "sent")
      return mode === "inline"
        ? []
        : [{ of: "any", key: "t", because, until: after(cooldown.shown) }];
    const own: Rest[] =
      because.survey === id ? [{ of: "survey", key: id, because, until: after(again[what]) }] : [];
    if (what === "answered" && metric !== "none" && because.metric === metric)
      own.push({ of: "metric", key: metric, because, until: after(cooldown.metric) });
    return own;
  });
  const sorted = found.toSorted((a, b) => b.until - a.until || b.because.at - a.because.at);
  return sorted.filter(({ of }, i) => sorted.findIndex((rest) => rest.of === of) === i);
}
