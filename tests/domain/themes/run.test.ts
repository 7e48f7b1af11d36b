import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  diffRun,
  explain,
  openCatalogue,
  planDiscovery,
  type Reading,
  readSlice,
  replay,
  runSurvey,
  type Theme,
  type ThemeEdit,
  type Verbatim,
} from "../../../domain/themes/index.ts";
import { engineModel } from "../../support/engine-model.ts";
import { comments } from "./corpus.ts";

const model = await engineModel();

const run = (
  texts: readonly Verbatim[],
  themes: readonly Theme[] = [],
  name = "r1",
  reviewed = false,
) =>
  runSurvey({
    model,
    runId: name,
    surveyId: texts[0]?.surveyId ?? "sv_a",
    since: Math.max(0, ...texts.map(({ seq }) => seq)),
    at: 1_700_000_000_000,
    themes,
    texts,
    reviewed,
    newId: (ordinal) => `${name}-${ordinal}`,
  });
const labels = (themes: readonly Theme[]): string[] => themes.map(({ label }) => label).sort();
const byId = (readings: readonly Reading[]): Map<string, Reading> =>
  new Map(readings.map((reading) => [reading.verbatimId, reading]));
const themedOf = (readings: readonly Reading[], id: string): number =>
  readings.filter(({ mentions }) => mentions.some(({ themeId }) => themeId === id)).length;

describe("a first run", () => {
  const texts = comments(300);
  const { readings, themes, plan } = run(texts);

  it("finds what people talk about, in words a person would use", () => {
    expect(labels(themes)).toEqual(
      expect.arrayContaining(["Customer service", "Delivery", "Prices"]),
    );
    expect(labels(themes).some((label) => /^Zippers?$/u.test(label))).toBe(true);
    expect(new Set(labels(themes)).size).toBe(themes.length);
    expect(labels(themes).join(" ")).not.toMatch(/nothing|honest|number|sadly|rang/iu);
  });

  it("gives a mention its words, its clause and its mood", () => {
    const delivery = themes.find(({ label }) => label === "Delivery") as Theme;
    const text = texts.find(({ text: said }) => said.includes("parcel was left")) as Verbatim;
    const mention = byId(readings)
      .get(text.id)
      ?.mentions.find(({ themeId }) => themeId === delivery.id);
    expect(mention?.words).toContain("parcel");
    expect(text.text.slice(mention?.start, mention?.end)).toContain("parcel");
    const { words } = explain(text, delivery, model);
    expect(words.map(({ start, end }) => text.text.slice(start, end))).toEqual(mention?.words);
    expect(explain({ ...text, text: "Nothing here" }, delivery, model)).toEqual({
      clauses: [],
      words: [],
    });
  });

  it("reads the same whatever the order, the slices, or how often", () => {
    const catalogue = openCatalogue(themes, model);
    const again = [
      ...readSlice(texts.slice(200).reverse(), catalogue),
      ...readSlice(texts.slice(0, 200), openCatalogue([...themes].reverse(), model)),
    ];
    expect(byId(again)).toEqual(byId(readings));
    expect(run(texts)).toEqual({ readings, themes, plan });
  });

  it("survives storage as JSON", () => {
    const stored = JSON.parse(JSON.stringify(themes)) as Theme[];
    expect(readSlice(texts, openCatalogue(stored, model))).toEqual(readings);
  });

  it("calls a theme in another language", () => {
    const german = {
      ...(texts[0] as Verbatim),
      id: "de",
      seq: 9_999,
      text: "Die Lieferung kam leider viel zu spät an",
    };
    const [reading] = readSlice([german], openCatalogue(themes, model));
    expect(reading?.lang).toBe("de");
    expect(
      reading?.mentions.map(({ themeId }) => themes.find(({ id }) => id === themeId)?.label),
    ).toContain("Delivery");
    expect(reading?.mentions[0]?.sentiment).toBe(-1);
  });
});

describe("publishing", () => {
  it("waits for 30 verbatims", () => {
    expect(run(comments(29)).themes).toEqual([]);
    const plan = planDiscovery({
      model,
      runId: "r",
      surveyId: "sv_a",
      since: 29,
      at: 0,
      themes: [],
      residual: comments(300),
      verbatims: 29,
      reviewed: false,
      newId: String,
    });
    expect(plan).toEqual({ created: [], widened: [] });
  });

  it("publishes at first and proposes once the survey has been reviewed", () => {
    expect(new Set(run(comments(300)).themes.map(({ status }) => status))).toEqual(
      new Set(["active"]),
    );
    expect(new Set(run(comments(300), [], "r", true).themes.map(({ status }) => status))).toEqual(
      new Set(["proposed"]),
    );
  });

  it("counts a copied text once", () => {
    const copies = comments(40).map((one) => ({ ...one, text: "The carousel squeaks" }));
    expect(run(copies).themes).toEqual([]);
  });
});

describe("later runs", () => {
  const first = comments(300);
  const one = run(first);
  const added = [
    ...comments(30, 9, "sv_a", 301),
    ...comments(40, 5, "sv_a", 331).map((text, at) => ({
      ...text,
      text: `The fountain in the hall leaks, fountain number ${at}, ${["ugly", "wet", "sad"][at % 3]} really`,
    })),
  ];
  const two = run([...first, ...added], one.themes, "r2", true);

  it("change no mention of a verbatim that had one", () => {
    const now = byId(two.readings);
    for (const reading of one.readings)
      if (reading.mentions.length > 0) expect(now.get(reading.verbatimId)).toEqual(reading);
  });

  it("find only what is new, and tell it from the known", () => {
    expect(two.plan.created.map(({ label, status }) => [label, status])).toContainEqual([
      "Fountain",
      "proposed",
    ]);
    expect(new Set(labels(two.themes)).size).toBe(two.themes.length);
  });

  it("read everything again from nothing with the same result", () => {
    const again = readSlice([...first, ...added], openCatalogue(two.themes, model));
    expect(byId(again)).toEqual(byId(two.readings));
  });

  it("lead to a diff", () => {
    const volume = (readings: readonly Reading[]) => (id: string) => ({
      mentions: themedOf(readings, id),
      verbatims: readings.length,
    });
    const fresh = two.readings.slice(first.length);
    const delivery = one.themes.find(({ label }) => label === "Delivery") as Theme;
    const diff = diffRun(two.plan, one.themes, two.themes, volume(fresh), volume(one.readings));
    expect(diff.proposed).toEqual(two.plan.created.map(({ id }) => id));
    expect(diff.created).toEqual([]);
    expect(diff.faded).toContain(delivery.id);
  });
});

describe("themes of the workspace", () => {
  it("are joined by another survey instead of found again", () => {
    const one = run(comments(300, 1, "sv_a", 1));
    // Asked before the first run's cursor, so its facets do not speak for it.
    const other = comments(300, 3, "sv_b", 1);
    const two = run(other, one.themes, "r2");
    expect(two.plan.created.map(({ label }) => label)).not.toContain("Delivery");
    const delivery = two.plan.widened.find(({ label }) => label === "Delivery");
    expect(delivery?.facets.map(({ surveyId }) => surveyId)).toEqual(
      expect.arrayContaining(["sv_a", "sv_b"]),
    );
    expect(themedOf(two.readings, delivery?.id ?? "")).toBeGreaterThan(20);
    expect(byId(readSlice(other, openCatalogue(two.themes, model)))).toEqual(byId(two.readings));
  });

  it("stay refused once archived", () => {
    const texts = comments(300);
    const one = run(texts);
    const delivery = one.themes.find(({ label }) => label === "Delivery") as Theme;
    const edits = [
      { id: "e", at: 1, by: "x", kind: "archive", themeId: delivery.id, seq: 300 },
    ] as const;
    const later = comments(300, 4, "sv_a", 301);
    const two = run(later, replay(one.themes, edits), "r2");
    expect(two.plan.created.map(({ label }) => label)).not.toContain("Delivery");
    expect(themedOf(two.readings, delivery.id)).toBe(0);
  });

  it("keep the matched theme under a merged one", () => {
    const texts = comments(300);
    const one = run(texts);
    const [prices, delivery] = ["Prices", "Delivery"].map((label) =>
      one.themes.find((theme) => theme.label === label),
    ) as [Theme, Theme];
    const edits = [
      { id: "e", at: 1, by: "x", kind: "merge", themeId: prices.id, into: delivery.id },
    ] as const;
    const merged = readSlice(texts, openCatalogue(replay(one.themes, edits), model));
    expect(merged.flatMap(({ mentions }) => mentions.map(({ matchedId }) => matchedId))).toEqual(
      one.readings.flatMap(({ mentions }) => mentions.map(({ matchedId }) => matchedId)),
    );
    expect(themedOf(merged, prices.id)).toBe(0);
    expect(themedOf(merged, delivery.id)).toBeGreaterThan(themedOf(one.readings, delivery.id));
  });
});

describe("themes of an older vector space", () => {
  it("go on by their words alone", () => {
    const texts = comments(300);
    const { themes, readings } = run(texts);
    const older = themes.map((theme) => ({
      ...theme,
      space: "hash256-v1",
      facets: theme.facets.map((facet) => ({ ...facet, centroid: "AAAA" })),
    }));
    const again = readSlice(texts, openCatalogue(older, model));
    const now = byId(again);
    for (const { verbatimId, mentions } of readings) {
      const ids = now.get(verbatimId)?.mentions.map(({ themeId }) => themeId) ?? [];
      expect(mentions.map(({ themeId }) => themeId)).toEqual(expect.arrayContaining(ids));
      // What a word that makes a theme called, it calls still.
      for (const { words, themeId } of mentions)
        if (
          words.includes("parcel") &&
          themes.find(({ id }) => id === themeId)?.label === "Delivery"
        )
          expect(ids).toContain(themeId);
    }
    expect(again.filter(({ mentions }) => mentions.length > 0).length).toBeGreaterThan(200);
    const two = run(texts, older, "second");
    expect(two.plan.created).toEqual([]);
  });
});

describe("limits", () => {
  it("gives a verbatim at most three themes, different topics before echoes of one", () => {
    const texts = comments(300);
    const { themes } = run(texts);
    const all = {
      ...(texts[0] as Verbatim),
      id: "all",
      text: "Delivery was late. Prices are high. The zipper broke. Customer service was rude. The parcel was wet.",
    };
    const [reading] = readSlice([all], openCatalogue(themes, model));
    expect(reading?.mentions).toHaveLength(3);
    const copies = themes.map((theme) => ({
      ...theme,
      id: `${theme.id}-copy`,
      parentId: theme.id,
    }));
    const [nested] = readSlice([all], openCatalogue([...themes, ...copies], model));
    expect(new Set(nested?.mentions.map(({ words }) => words.join(" "))).size).toBe(3);
  });

  it("takes the mood of the whole text for one topic and of the clause for two", () => {
    const { themes } = run(comments(300));
    const moods = (text: string): Record<string, number> =>
      Object.fromEntries(
        readSlice(
          [{ ...(comments(1)[0] as Verbatim), text }],
          openCatalogue(themes, model),
        ).flatMap(({ mentions }) =>
          mentions.map(({ themeId, sentiment }) => [
            themes.find(({ id }) => id === themeId)?.label,
            sentiment,
          ]),
        ),
      );
    expect(moods("The delivery came on Monday. Absolutely terrible.")).toMatchObject({
      Delivery: -1,
    });
    expect(moods("The delivery was great but customer service was awful.")).toMatchObject({
      Delivery: 1,
      "Customer service": -1,
    });
  });

  it("reads empty, huge and strange texts", () => {
    const { themes } = run(comments(300));
    const catalogue = openCatalogue(themes, model);
    for (const text of [
      "",
      "   ",
      "👍👍",
      "@a http://b.c",
      "a".repeat(100_000),
      "no ".repeat(50_000),
      "\u0000\uD800",
    ]) {
      const [reading] = readSlice([{ ...(comments(1)[0] as Verbatim), text }], catalogue);
      expect(reading?.mentions).toEqual([]);
    }
  });
});

describe("any history of runs", () => {
  // `themeId` follows later merges; everything else must stand.
  const matched = (reading: Reading) => ({
    ...reading,
    mentions: reading.mentions.map((mention) => ({ ...mention, themeId: mention.matchedId })),
  });

  it("reads from an empty table as it read on the way, and old mentions stand", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            survey: fc.constantFrom("sv_a", "sv_b"),
            size: fc.integer({ min: 1, max: 120 }),
            seed: fc.integer({ min: 1, max: 1e6 }),
            edit: fc.constantFrom("none", "archive", "merge"),
            at: fc.nat(),
            other: fc.nat(),
          }),
          { minLength: 2, maxLength: 5 },
        ),
        (steps) => {
          let discovered: readonly Theme[] = [];
          const log: ThemeEdit[] = [];
          const texts: Verbatim[] = [];
          const stored = new Map<string, Reading>();
          for (const [at, { survey, size, seed, ...edit }] of steps.entries()) {
            texts.push(...comments(size, seed, survey, texts.length + 1));
            const own = texts.filter(({ surveyId }) => surveyId === survey);
            const unread = own.filter(({ id }) => (stored.get(id)?.mentions.length ?? 0) === 0);
            const result = runSurvey({
              model,
              runId: `r${at}`,
              surveyId: survey,
              since: texts.length,
              at,
              themes: replay(discovered, log),
              texts: unread,
              reviewed: false,
              newId: (ordinal) => `r${at}-${ordinal}`,
            });
            for (const reading of result.readings) stored.set(reading.verbatimId, reading);
            const facets = new Map(result.plan.widened.map((theme) => [theme.id, theme.facets]));
            discovered = [
              ...discovered.map((theme) => ({
                ...theme,
                facets: facets.get(theme.id) ?? theme.facets,
              })),
              ...result.plan.created,
            ];
            const [one, other] = [edit.at, edit.other].map(
              (n) => discovered[n % discovered.length]?.id ?? "",
            ) as [string, string];
            const entry = { id: `e${at}`, at, by: "someone", themeId: one };
            if (edit.edit === "archive") log.push({ ...entry, kind: "archive", seq: texts.length });
            if (edit.edit === "merge") log.push({ ...entry, kind: "merge", into: other });
          }
          const read = texts.filter(({ id }) => stored.has(id));
          const again = readSlice(read, openCatalogue(replay(discovered, log), model));
          expect(again.map(matched)).toEqual(
            read.map(({ id }) => matched(stored.get(id) as Reading)),
          );
        },
      ),
      { numRuns: 25, seed: 2 },
    );
  }, 60_000);
});
