import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  facetOfQuotes,
  openCatalogue,
  planDiscovery,
  type Reading,
  readSlice,
  ruleOfExample,
  ruleOfWords,
  runSurvey,
  type Theme,
  themeOfWords,
  type Verbatim,
} from "../../../domain/themes/index.ts";
import { engineModel } from "../../support/engine-model.ts";
import { comments } from "./corpus.ts";

const model = await engineModel();
const said = (text: string, seq = 1, id = `v${seq}`): Verbatim => ({
  id,
  surveyId: "sv_a",
  seq,
  text,
  at: 0,
});
const theme = (id: string, words: readonly string[], more: Partial<Theme> = {}): Theme => ({
  id,
  label: words[0] ?? id,
  pinned: false,
  status: "active",
  muted: false,
  parentId: null,
  mergedInto: null,
  until: null,
  space: model.vectors.space,
  facets: [
    themeOfWords(words, words[0] ?? id, model, { generation: 1, surveyId: "sv_a", since: 0 }),
  ],
  rules: [],
  splitFrom: null,
  exemplars: [],
  createdRun: "r",
  createdAt: 0,
  ...more,
});
const words = (id: string, mode: "always" | "never", run: string) => {
  const rule = ruleOfWords({ id, mode, words: run });
  if (rule === null) throw new Error("no words");
  return rule;
};
const named = (themes: readonly Theme[], text: Verbatim): string[] =>
  (readSlice([text], openCatalogue(themes, model))[0]?.mentions ?? [])
    .map(({ matchedId }) => matchedId)
    .sort();
const reasonOf = (themes: readonly Theme[], text: string): Reading["reason"] | undefined =>
  readSlice([said(text)], openCatalogue(themes, model))[0]?.reason;

describe("a theme of seed words", () => {
  const staff = theme("staff", ["waiter", "waitress", "hostess"]);

  it("takes the words, what means nearly the same, and nothing else", () => {
    expect(named([staff], said("Our waiter was rude"))).toEqual(["staff"]);
    expect(named([theme("zipper", ["zipper"])], said("The zip is broken"))).toEqual(["zipper"]);
    expect(named([staff], said("The soup was cold"))).toEqual([]);
    expect(named([staff], said("The lamp in the hall is broken"))).toEqual([]);
  });
});

describe("rules of words", () => {
  const delivery = theme("delivery", ["delivery"]);

  it("call a theme by stems side by side, in old and new texts, and show the words", () => {
    const taught = { ...delivery, rules: [words("r1", "always", "Credit card")] };
    const [reading] = readSlice(
      [said("They charged both Credit Cards!")],
      openCatalogue([taught], model),
    );
    expect(reading?.mentions.map((m) => [m.matchedId, m.words])).toEqual([
      ["delivery", ["Credit Cards"]],
    ]);
    expect(named([taught], said("A card for credit"))).toEqual([]);
    expect(named([taught], said("On credit, card lost"))).toEqual([]);
    const german = { ...delivery, rules: [words("r1", "always", "kaputte Rechnung")] };
    expect(
      named([german], { ...said("Es kam schon wieder eine kaputte Rechnung"), langHint: "de" }),
    ).toEqual(["delivery"]);
  });

  it("forbid a theme in their clause only, and say so", () => {
    const taught = { ...delivery, rules: [words("r1", "never", "free delivery")] };
    expect(named([taught], said("I like the free delivery."))).toEqual([]);
    expect(named([taught], said("I like the free delivery. Sadly the delivery was late."))).toEqual(
      ["delivery"],
    );
    expect(reasonOf([taught], "I like the free delivery.")).toBe("rule");
  });

  it("leave it to the newest where two meet", () => {
    const never = words("r1", "never", "delivery fee");
    const always = words("r2", "always", "delivery");
    const text = said("The delivery fee is new");
    expect(named([{ ...delivery, rules: [never, always] }], text)).toEqual(["delivery"]);
    expect(named([{ ...delivery, rules: [always, never] }], text)).toEqual([]);
  });

  it("hold for what was merged into their theme", () => {
    const heir = theme("heir", ["price"], { rules: [words("r1", "never", "delivery date")] });
    const merged: Theme = { ...delivery, status: "merged", mergedInto: "heir" };
    expect(named([heir, merged], said("What delivery date?"))).toEqual([]);
    expect(named([heir, merged], said("The delivery broke"))).toEqual(["delivery"]);
  });

  it("give an archived theme nothing after its end", () => {
    const taught = { ...delivery, until: 5, rules: [words("r1", "always", "carousel")] };
    expect(named([taught], said("The carousel squeaks", 5))).toEqual(["delivery"]);
    expect(named([taught], said("The carousel squeaks", 6))).toEqual([]);
  });

  it("are none without a word", () => {
    expect(ruleOfWords({ id: "r", mode: "never", words: " ?! " })).toBeNull();
  });
});

describe("rules of examples", () => {
  const delivery = theme("delivery", ["delivery"]);
  const example = (mode: "always" | "never", verbatim: Verbatim, since = 10) =>
    ruleOfExample({ id: "e", mode, verbatim, span: null, since }, delivery, model);

  it("bind their own text for ever, beyond words, and nearly the same only later", () => {
    const wrong = said("The delivery room of the clinic was clean", 3);
    const rules = [words("r", "always", "delivery room"), example("never", wrong)];
    const taught = { ...delivery, rules };
    expect(named([taught], wrong)).toEqual([]);
    const plain = { ...delivery, rules: [example("never", wrong)] };
    const again = "Clean delivery room in the clinic";
    expect(named([plain], said(again, 4))).toEqual(["delivery"]);
    expect(named([plain], said(again, 11))).toEqual([]);
    expect(named([plain], said("The delivery took nine days", 12))).toEqual(["delivery"]);
  });

  it("call a text that says nothing of the theme", () => {
    const odd = said("It came on a Tuesday, wet through", 3);
    const taught = { ...delivery, rules: [example("always", odd)] };
    expect(named([delivery], odd)).toEqual([]);
    expect(named([taught], odd)).toEqual(["delivery"]);
    expect(named([taught], said("The lamp is broken", 12))).toEqual([]);
  });
});

describe("a split", () => {
  const staff = theme("staff", ["staff", "waiter"]);
  const quotes = (list: readonly string[], from: number) =>
    list.map((text, at) => said(text, from + at));
  const rude = quotes(
    ["The staff was rude to us", "Rude and arrogant staff", "A waiter shouted at me, so rude"],
    1,
  );
  const kind = quotes(
    ["Friendly staff as always", "The staff is kind and helpful", "Lovely waiter, very attentive"],
    10,
  );
  const facet = facetOfQuotes(
    { chosen: rude, others: kind, generation: 2, surveyId: "sv_a", since: 20 },
    staff,
    model,
  );
  const split = theme("split", ["x"], { facets: [facet], splitFrom: "staff" });

  it("takes the chosen quotes and what is like them, leaves the others, asks the source first", () => {
    for (const quote of rude) expect(named([staff, split], quote)).toEqual(["split"]);
    for (const quote of kind) expect(named([staff, split], quote)).toEqual(["staff"]);
    expect(named([staff, split], said("Impolite, arrogant staff", 30))).toEqual(["split"]);
    expect(named([staff, split], said("Rude is what I call this price", 31))).toEqual([]);
  });

  it("is seen as its source while it is merged into it", () => {
    const undone: Theme = { ...split, status: "merged", mergedInto: "staff" };
    const [reading] = readSlice(rude.slice(0, 1), openCatalogue([staff, undone], model));
    expect(reading?.mentions.map(({ matchedId, themeId }) => [matchedId, themeId])).toEqual([
      ["split", "staff"],
    ]);
  });

  it("hands later texts back once it is archived", () => {
    const closed: Theme = { ...split, status: "archived", until: 40 };
    expect(named([staff, closed], said("The staff was rude to us", 40))).toEqual(["split"]);
    expect(named([staff, closed], said("The staff was rude to us", 41))).toEqual(["staff"]);
  });
});

describe("why a text has no theme", () => {
  it("is told", () => {
    expect(reasonOf([], "Great!")).toBe("verdict");
    expect(reasonOf([], "All good, thank you")).toBe("verdict");
    expect(reasonOf([], "?")).toBe("short");
    expect(reasonOf([], "The carousel squeaks a lot")).toBe("rare");
  });
});

describe("any rules and any order", () => {
  const base = runSurvey({
    model,
    runId: "r1",
    surveyId: "sv_a",
    since: 120,
    at: 0,
    themes: [],
    texts: comments(120),
    reviewed: false,
    newId: (ordinal) => `t${ordinal}`,
  }).themes;
  const texts = comments(60, 4, "sv_a", 100);

  it("read a text alike alone, in company and backwards, and never break never", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            at: fc.nat(base.length - 1),
            mode: fc.constantFrom("always", "never"),
            run: fc.constantFrom("parcel", "zipper", "customer service", "prices", "island"),
          }),
          { maxLength: 6 },
        ),
        (drawn) => {
          const themes = base.map((one, index) => ({
            ...one,
            rules: drawn
              .filter(({ at }) => at === index)
              .map(({ mode, run }, n) => words(`e${n}`, mode, run)),
          }));
          const whole = readSlice(texts, openCatalogue(themes, model));
          const backwards = readSlice(
            [...texts].reverse(),
            openCatalogue([...themes].reverse(), model),
          );
          expect([...backwards].reverse()).toEqual(whole);
          for (const { mentions, reason } of whole) {
            expect(mentions.length === 0).toBe(reason !== null);
            for (const mention of mentions) {
              const rules = themes.find(({ id }) => id === mention.matchedId)?.rules ?? [];
              const clause = texts
                .find(({ id }) => id === mention.verbatimId)
                ?.text.slice(mention.start, mention.end);
              const last = rules.findLast(
                (rule) => rule.kind === "words" && clause?.includes(rule.words) === true,
              );
              expect(last?.mode).not.toBe("never");
            }
          }
        },
      ),
      { numRuns: 20, seed: 5 },
    );
  });
});

describe("sub-themes of known themes", () => {
  const fountain = Array.from({ length: 24 }, (_, at) =>
    said(
      `${["Sadly", "Again", "Well", "Honestly"][at % 4]} the delivery robot got stuck on the stairs ${at}, ${["stuck robot", "robot blocked", "the robot could not move"][at % 3]}`,
      401 + at,
    ),
  );

  it("are found among the run's own texts, whose other themes stand, and read again alike", () => {
    const first = comments(300);
    const plan = (texts: readonly Verbatim[], themes: readonly Theme[], from?: number) =>
      runSurvey({
        model,
        runId: `r${from ?? 0}`,
        surveyId: "sv_a",
        since: Math.max(...texts.map(({ seq }) => seq)),
        ...(from !== undefined && { from }),
        at: 0,
        themes,
        texts,
        reviewed: true,
        newId: (ordinal) => `${from ?? 0}-${ordinal}`,
      });
    const one = plan(first, [], 0);
    const arrived = [...fountain, ...comments(60, 8, "sv_a", 430)];
    const two = plan(arrived, one.themes, 300);
    const made = new Set(two.plan.created.map(({ id }) => id));
    const added = two.readings.filter(({ mentions }) =>
      mentions.some(({ matchedId }) => made.has(matchedId)),
    );
    expect(added.length).toBeGreaterThan(8);
    const before = readSlice(arrived, openCatalogue(one.themes, model));
    const kept = (reading: Reading) =>
      reading.mentions.filter(({ matchedId }) => !made.has(matchedId)).length;
    expect(before.some((reading) => reading.mentions.length > 0)).toBe(true);
    expect(two.readings.filter((reading) => kept(reading) > 0).length).toBeGreaterThan(0);
    const again = readSlice([...first, ...arrived], openCatalogue(two.themes, model));
    expect(again).toEqual([...one.readings, ...two.readings]);
  });

  it("are not looked for without the cursor of the run before", () => {
    const staff = theme("d", ["delivery", "robot"]);
    const plan = planDiscovery({
      model,
      runId: "r",
      surveyId: "sv_a",
      since: 500,
      at: 0,
      themes: [staff],
      residual: [],
      verbatims: 300,
      reviewed: true,
      newId: String,
    });
    expect(plan).toEqual({ created: [], widened: [] });
  });
});
