import { describe, expect, it } from "vitest";
import {
  COOLDOWN,
  type Event,
  FOR_EVER,
  type Resting,
  restsFor,
} from "../../../domain/targeting/rests.ts";

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;
const survey: Resting = { id: "sv_aaaaaaaaaa", metric: "nps", mode: "popover" };
const other = "sv_bbbbbbbbbb";
const event = (what: Event["what"], at = NOW, where = survey.id): Event => ({
  survey: where,
  metric: "nps",
  what,
  at,
});
const days = (of: Resting, ...history: Event[]) =>
  restsFor(of, history).map(({ key, until }) => [key, (until - NOW) / DAY]);

describe("rests of a person", () => {
  it("are none before anything happened", () => {
    expect(restsFor(survey, [])).toEqual([]);
  });

  it("begin for everything with a show, and an invitation that was sent is one", () => {
    expect(days(survey, event("shown", NOW, other))).toEqual([["t", 30]]);
    expect(days(survey, event("sent", NOW, other))).toEqual([["t", 30]]);
  });

  it("last longer after an answer than after a dismissal, and longer for the survey itself", () => {
    expect(days(survey, event("answered"))).toEqual([
      [survey.id, 180],
      ["nps", 90],
    ]);
    expect(days(survey, event("answered", NOW, other))).toEqual([["nps", 90]]);
    expect(days(survey, event("dismissed"))).toEqual([[survey.id, 30]]);
    expect(days(survey, event("dismissed", NOW, other))).toEqual([]);
  });

  it("of each kind the one that ends last counts, the longest first", () => {
    expect(
      days(
        survey,
        event("answered", NOW - 160 * DAY),
        event("dismissed", NOW - 5 * DAY),
        event("shown", NOW - 20 * DAY),
        event("shown", NOW - 3 * DAY, other),
        event("answered", NOW - 10 * DAY, other),
      ),
    ).toEqual([
      ["nps", 80],
      ["t", 27],
      [survey.id, 25],
    ]);
  });

  it("are the survey's own where it says so: until answered, and again at once", () => {
    const until = { ...survey, again: { answered: null, dismissed: 0 } };
    expect(restsFor(until, [event("answered")])[0]?.until).toBe(FOR_EVER);
    expect(days(until, event("dismissed"))).toEqual([[survey.id, 0]]);
  });

  it("are the workspace's where it says so", () => {
    const found = restsFor(survey, [event("shown"), event("answered", NOW, other)], {
      shown: 7,
      metric: 400,
    });
    expect(found.map(({ until }) => (until - NOW) / DAY)).toEqual([400, 7]);
    expect(COOLDOWN).toEqual({ shown: 30, metric: 90 });
  });

  it("leave a container of the page alone when something was shown, and a tab always", () => {
    const history = [event("shown"), event("answered")];
    expect(days({ ...survey, mode: "inline" }, ...history).map(([key]) => key)).toEqual([
      survey.id,
      "nps",
    ]);
    expect(restsFor({ ...survey, mode: "tab" }, history)).toEqual([]);
  });

  it("of a metric are for that metric alone", () => {
    expect(days({ ...survey, metric: "ces" }, event("answered", NOW, other))).toEqual([]);
    const none: Event = { ...event("answered", NOW, other), metric: "none" };
    expect(days({ ...survey, metric: "none" }, none)).toEqual([]);
  });
});
