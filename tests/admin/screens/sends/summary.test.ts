import { describe, expect, it } from "vitest";
import { paceWords, summaryOf } from "../../../../admin/screens/sends/summary.ts";
import { draft, mailing } from "./support.ts";

const facts = {
  who: "everyone",
  reach: { n: 1200, reachable: 1000, complete: true },
  settings: mailing().settings,
  cap: 500,
  survey: "NPS",
  subject: "How are we doing?",
  zone: "UTC",
  now: Date.UTC(2026, 10, 27, 12),
};

describe("what Start will do", () => {
  it("says who gets what when, who is left out, and how long the cap makes it", () => {
    const [first, out, , pace] = summaryOf(draft({ reminders: [4] }), facts);
    expect(first).toBe(
      "1,000 people get “How are we doing?” from Halden with “NPS”, once, as soon as it starts, with a reminder 4 days later to those who did not answer.",
    );
    expect(out).toBe("200 of 1,200 are left out now: no address, unsubscribed, or no consent.");
    expect(pace).toBe(
      "At most 500 mails a day may go out now, so it takes 2 days, unless other sends need room, too.",
    );
  });
  it("speaks of one person, of a segment, and of a count that was not finished", () => {
    const people = draft({ audience: { of: "people", people: ["a"] } });
    expect(summaryOf(people, { ...facts, who: "1 person", reach: undefined })[0]).toMatch(
      /^1 person gets “How/u,
    );
    const segment = draft({ audience: { of: "segment", segment: "a" } });
    const who = "the segment “Buyers”";
    const one = { n: 1, reachable: 1, complete: true };
    expect(summaryOf(segment, { ...facts, who, reach: one })[0]).toMatch(
      /^1 person of the segment “Buyers” gets /u,
    );
    const some = { n: 5000, reachable: 4000, complete: false };
    const [first, out] = summaryOf(segment, { ...facts, who, reach: some });
    expect(first).toMatch(/^At least 4,000 people of the segment “Buyers” get /u);
    expect(out).toContain("1,000 of 5,000 looked at are left out");
    expect(summaryOf(segment, { ...facts, who, reach: undefined })[0]).toMatch(
      /^Everyone of the segment “Buyers” gets /u,
    );
  });
  it("does not count who is in a segment for a send that events start", () => {
    const plan = {
      kind: "trigger",
      event: "order",
      days: 1,
      weekdays: [1],
      from: 9,
      to: 10,
    } as const;
    const trigger = draft({ plan: { ...plan, weekdays: [1] } });
    expect(summaryOf(trigger, facts)[0]).toMatch(/^Everyone gets .*, 1 day after “order”, Mon 9/u);
    const people = { ...trigger, audience: { of: "people" as const, people: ["a", "b"] } };
    expect(summaryOf(people, { ...facts, who: "2 people" })[0]).toMatch(/^Each of 2 people gets /u);
  });
  it("asks nobody when nobody is there", () => {
    const nobody = { n: 0, reachable: 0, complete: true };
    expect(summaryOf(draft(), { ...facts, reach: nobody })[0]).toMatch(/^0 people get /u);
  });
});

describe("the pace", () => {
  const autopilot = {
    kind: "autopilot",
    months: 1,
    again: true,
    weekdays: [2, 3, 4],
    from: 9,
    to: 12,
  } as const;
  const plan = { ...autopilot, weekdays: [2, 3, 4] };
  const reach = (reachable: number) => ({ n: reachable, reachable, complete: true });
  it("fits or not, as the cap says", () => {
    const send = { plan, reminders: [] };
    expect(paceWords(send, reach(1300), 500)).toBe(
      "That is about 100 mails on each of 13 sending days; at most 500 mails a day may go out now.",
    );
    expect(paceWords(send, reach(13_000), 500)).toBe(
      "That is about 1,000 mails on each of 13 sending days, but at most 500 mails a day may go out now: it takes longer than 1 month.",
    );
    const once = { plan: { kind: "once", at: null } as const, reminders: [] };
    expect(paceWords(once, reach(500), 500)).toContain("fits into one day");
    expect(paceWords(once, reach(501), 500)).toContain("takes 2 days");
    expect(paceWords(once, reach(501), null)).toBe("");
  });
});
