import { expect, it } from "vitest";
import { restsNow } from "../../../domain/people/rests.ts";
import { type Event, COOLDOWN } from "../../../domain/targeting/rests.ts";
import { DAY_MS } from "../../../domain/time/days.ts";

const NOW = Date.UTC(2026, 8, 1);
const ago = (days: number) => NOW - days * DAY_MS;
const survey = { id: "sv_a", metric: "nps", mode: "popover" } as const;
const rests = (history: Event[]) =>
  restsNow(history, [survey], COOLDOWN, NOW).map(({ of, key, until }) => [
    of,
    key,
    Math.round((until - NOW) / DAY_MS),
  ]);

it("tells each rest that is not over, once, the longest first", () => {
  expect(rests([])).toEqual([]);
  const sent: Event = { survey: "sv_b", what: "sent", at: ago(10) };
  const answered: Event = { survey: "sv_a", metric: "nps", what: "answered", at: ago(20) };
  const refused: Event = { survey: "sv_a", what: "dismissed", at: ago(5) };
  expect(rests([sent, answered, refused])).toEqual([
    ["survey", "sv_a", 160],
    ["metric", "nps", 70],
    ["any", "t", 20],
  ]);
  expect(
    rests([
      { ...sent, at: ago(31) },
      { ...answered, at: ago(100) },
    ]),
  ).toEqual([["survey", "sv_a", 80]]);
});

it("of a survey that is not there any more, what it means for others", () => {
  const gone: Event = { survey: "sv_gone", metric: "csat", what: "answered", at: ago(1) };
  expect(rests([gone])).toEqual([["metric", "csat", 89]]);
});
