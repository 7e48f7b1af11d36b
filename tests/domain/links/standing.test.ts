import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type LinkVisit,
  type Post,
  type VoteEvidence,
  gradeVisits,
  standingOf,
} from "../../../domain/links/standing.ts";
import { TRAP_SLOT } from "../../../domain/links/token.ts";

const SENT = 1_000_000;
const T = SENT + 3_600_000;

const evidence = (more: Partial<VoteEvidence> = {}): VoteEvidence => ({
  touched: false,
  followUp: false,
  dwell: 4000,
  elapsed: 4200,
  webdriver: false,
  trapped: false,
  others: [],
  from: "a.x",
  ...more,
});
const post = (visit: string, slot: number, at: number, more: Partial<VoteEvidence> = {}): Post => ({
  visit,
  rev: 0,
  slot,
  at,
  evidence: evidence(more),
});
const seen = (slot: number, at: number, from = "a.x"): LinkVisit => ({
  slot,
  at,
  lastAt: at,
  from,
});
/** Two other links, one right after the other, half a minute after the vote. */
const quick = (...from: [string, string]) =>
  from.map((one, i) => seen(3 + i, T + 30_000 + i * 1000, one));
const grades = (posts: Post[], visits: LinkVisit[] = []) =>
  Object.fromEntries(gradeVisits(posts, visits, SENT).map((one) => [one.visit, one.grade]));
const gradeOf = (more: Partial<VoteEvidence>, visits: LinkVisit[] = [], slot = 9, at = T) =>
  grades([post("v", slot, at, more)], visits)["v"];

describe("one visit", () => {
  it.each<[string, Partial<VoteEvidence>, LinkVisit[], string]>([
    ["touched", { touched: true, dwell: 0 }, [], "confirmed"],
    ["a follow-up answered", { followUp: true, dwell: 100 }, [], "confirmed"],
    ["looked for 4 s", {}, [seen(9, T - 5000)], "probable"],
    ["left at 3,999 ms", { dwell: 3999 }, [], "suspect"],
    ["says it is automated", { webdriver: true }, [], "suspect"],
    ["touched, and automated all the same", { touched: true, webdriver: true }, [], "confirmed"],
    ["touched what cannot be seen", { touched: true, trapped: true }, [], "suspect"],
    ["another link seen 119 s before", {}, [seen(3, T - 119_000)], "suspect"],
    ["another link seen 119 s after, by whoever", {}, [seen(3, T + 119_000, "b.y")], "suspect"],
    ["others seen long after, one quickly after the other", {}, quick("b.x", "c.x"), "probable"],
    ["the same from its own address", {}, quick("a.y", "a.y"), "suspect"],
    ["the same, nobody knows by whom", {}, quick("old", "old"), "suspect"],
    [
      "others seen after at its own pace",
      {},
      [seen(3, T + 800, "b.x"), seen(4, T + 5800, "c.x")],
      "suspect",
    ],
    [
      "others seen before by somebody else",
      {},
      [seen(3, T - 60_000, "b.y"), seen(4, T - 59_000, "c.y")],
      "suspect",
    ],
    ["another link seen 2 minutes before", {}, [seen(3, T - 120_000)], "probable"],
    ["the trap seen just before", {}, [seen(TRAP_SLOT, T - 1000)], "suspect"],
    [
      "touched, after a scanner saw every link",
      { touched: true },
      [seen(3, T - 1), seen(TRAP_SLOT, T - 1)],
      "confirmed",
    ],
    [
      "its browser opened the trap, touched",
      { touched: true, others: [{ slot: TRAP_SLOT, ago: 9e6 }] },
      [],
      "suspect",
    ],
    [
      "its browser opened one other link, touched",
      { touched: true, others: [{ slot: 3, ago: 900 }] },
      [],
      "confirmed",
    ],
    [
      "its browser opened one other link just before",
      { others: [{ slot: 3, ago: 900 }] },
      [],
      "suspect",
    ],
    [
      "its browser opened one other link an hour ago",
      { others: [{ slot: 3, ago: 3.6e6 }] },
      [],
      "probable",
    ],
    [
      "its browser opened two others an hour ago",
      {
        others: [
          { slot: 3, ago: 3.6e6 },
          { slot: 4, ago: 3e6 },
        ],
      },
      [],
      "suspect",
    ],
    [
      "its browser opened three others just before, touched",
      { touched: true, others: [1, 2, 3].map((slot) => ({ slot, ago: 999 })) },
      [],
      "suspect",
    ],
  ])("%s: %#", (_, told, visits, grade) => {
    expect(gradeOf(told, visits)).toBe(grade);
  });

  it("within a minute of hand-over looking is not enough, touching is", () => {
    expect(gradeOf({}, [], 9, SENT + 59_999)).toBe("suspect");
    expect(gradeOf({}, [], 9, SENT + 60_000)).toBe("probable");
    expect(gradeOf({ touched: true }, [], 9, SENT + 1)).toBe("confirmed");
  });

  it("a vote over the trap's own link is never a person's", () => {
    expect(gradeOf({ touched: true }, [], TRAP_SLOT)).toBe("suspect");
  });

  it("what one revision showed holds for the later ones", () => {
    const first = post("v", 9, T, { touched: true });
    expect(grades([{ ...post("v", 9, T + 1), rev: 1 }, first])).toEqual({ v: "confirmed" });
  });
});

describe("several visits", () => {
  it("whoever acts on three links of a mail within two minutes is one machine, all of its votes", () => {
    const sweep = [0, 5, 10].map((slot, i) =>
      post(`s${slot}`, slot, T + i * 20_000, { touched: true }),
    );
    expect(new Set(Object.values(grades(sweep)))).toEqual(new Set(["suspect"]));
    // Two are a second thought.
    expect(new Set(Object.values(grades(sweep.slice(1))))).toEqual(new Set(["confirmed"]));
  });

  it("a sweep from changing addresses is one as well; another visitor beside one that is known is not part of it", () => {
    const sweep = [0, 5, 10].map((slot) => post(`s${slot}`, slot, T + slot, { touched: true }));
    const roaming = sweep.map((one, i) => ({
      ...one,
      evidence: evidence({ touched: true, from: `r${i}.x` }),
    }));
    expect(new Set(Object.values(grades(roaming)))).toEqual(new Set(["suspect"]));
    const person = post("person", 8, T + 5, { touched: true, from: "p.p" });
    expect(grades([...sweep, person])["person"]).toBe("confirmed");
  });

  it("who presses before or after a sweep, at no pace of it, is another visitor of the same agent", () => {
    const sweep = [0, 3, 6, 9].map((slot, i) =>
      post(`s${slot}`, slot, T + i * 1000, { touched: true, from: `r${i}.x` }),
    );
    for (const at of [T - 10_000, T + 13_000]) {
      const person = post("person", 8, at, { touched: true, from: "p.x" });
      expect(grades([...sweep, person])).toEqual({
        ...Object.fromEntries(sweep.map(({ visit }) => [visit, "suspect"])),
        person: "confirmed",
      });
    }
  });

  it("a person's vote of before stands again once a sweep is known as one", () => {
    const person = post("person", 9, T - 3_600_000, { touched: true });
    const sweep = [0, 1, 2].map((slot, i) =>
      post(`s${slot}`, slot, T + i * 1000, { touched: true }),
    );
    expect(standingOf(gradeVisits([person, sweep[0]!], [], SENT))?.visit).toBe("s0");
    expect(standingOf(gradeVisits([person, ...sweep], [], SENT))?.visit).toBe("person");
  });

  it("a probable vote that counts gives way to a touch, or to its own visitor, not to another's look", () => {
    const first = post("first", 9, T, { from: "a.x" });
    const later = (more: Partial<VoteEvidence>, after = 7_200_000, slot = 2) =>
      standingOf(gradeVisits([first, post("later", slot, T + after, more)], [], SENT))?.visit;
    expect(later({ from: "b.y" })).toBe("first");
    expect(later({ from: "b.y", touched: true })).toBe("later");
    expect(later({ from: "a.x" })).toBe("later");
    expect(later({ from: "b.y", others: [{ slot: 9, ago: 7_200_000 }] })).toBe("later");
    expect(later({ from: "b.y" }, 7_200_000, 9)).toBe("later");
    // While it waits nobody knows yet which of them a person meant.
    expect(later({ from: "b.y" }, 599_999)).toBe("later");
    expect(later({ from: ".z" })).toBe("first");
  });

  it("scanners of every link, hours later, leave a vote that counts as it is", () => {
    const person = post("person", 9, T, { from: ".z" });
    const scan = Array.from({ length: 11 }, (_, slot) =>
      post(`s${slot}`, slot, T + 7_200_000 + slot * 6000, { from: ".z" }),
    );
    const looks = scan.map(({ slot, at }) => seen(slot, at, ".z"));
    const graded = gradeVisits([person, ...scan], [seen(9, T), ...looks], SENT);
    expect(standingOf(graded)).toMatchObject({ visit: "person", grade: "probable" });
    expect(graded.filter(({ grade }) => grade === "suspect")).toHaveLength(11);
  });

  const told = fc.record({
    touched: fc.boolean(),
    followUp: fc.boolean(),
    dwell: fc.constantFrom(0, 3999, 4000, 15_000),
    webdriver: fc.boolean(),
    trapped: fc.boolean(),
    from: fc.constantFrom("a.x", "b.y", ".x"),
  });
  const posts = fc
    .array(
      fc.tuple(told, fc.integer({ min: 0, max: 10 }), fc.integer({ min: T, max: T + 600_000 })),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    .map((all) => all.map(([more, slot, at], i) => post(`v${i}`, slot, at, more)));
  const visits = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: T, max: T + 600_000 })),
    { maxLength: 12 },
  );

  it("what was only looked at never costs a touched vote its grade, and the order of reading does not matter", () => {
    fc.assert(
      fc.property(posts, visits, (all, looked) => {
        const quiet = grades(all);
        const loud = grades(
          all.toReversed(),
          looked.map(([slot, at]) => seen(slot, at)),
        );
        for (const [visit, grade] of Object.entries(quiet))
          if (grade === "confirmed") expect(loud[visit]).toBe("confirmed");
          else expect(["probable", "suspect"]).toContain(loud[visit]);
      }),
    );
  });

  it("a post that nobody touched never replaces a confirmed vote", () => {
    fc.assert(
      fc.property(posts, told, fc.integer({ min: 0, max: 10 }), (all, more, slot) => {
        const before = standingOf(gradeVisits(all, [], SENT));
        fc.pre(before?.grade === "confirmed");
        const late = post("late", slot, T + 700_000, { ...more, touched: false, followUp: false });
        expect(standingOf(gradeVisits([...all, late], [], SENT))?.visit).toBe(before.visit);
      }),
    );
  });
});
