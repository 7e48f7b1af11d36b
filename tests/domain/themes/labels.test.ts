import { describe, expect, it } from "vitest";
import { analyse } from "../../../domain/themes/analyse.ts";
import { discover } from "../../../domain/themes/discovery.ts";
import { labelKey } from "../../../domain/themes/labels.ts";
import { engineModel } from "../../support/engine-model.ts";

const model = await engineModel();

/** Texts from a template's choices: every combination once, so that no two are alike. */
const texts = (...choices: readonly (readonly string[])[]) =>
  choices
    .reduce<string[]>(
      (all, list) => all.flatMap((head) => list.map((tail) => `${head} ${tail}`.trim())),
      [""],
    )
    .map((text, at) => analyse({ id: `v${at}`, surveyId: "s", seq: at, at: 0, text }, model));
const labels = (...choices: readonly (readonly string[])[]): string[] =>
  discover(texts(...choices), [], model).map(({ label }) => label);
const people = ["we", "my brother and I", "the kids", "they"];
const ends = ["in May", "in June", "in July", "again", "once more", "there", "twice"];

describe("labels", () => {
  it("names an event after what the survey is about", () => {
    const found = labels(
      [
        "@jetair the flight was delayed and",
        "Delayed flight,",
        "Flight late as ever,",
        "A delay of our flight,",
      ],
      people,
      ends,
    );
    expect(found).toContain("Flight delays");
    expect(found.join(" ")).not.toMatch(/jetair|^Flights?$/u);
  });

  it("gives synonyms one theme and its sub-theme a noun for a head", () => {
    const found = discover(
      [
        ...texts(
          ["lost my bag with", "lost luggage of", "lost suitcase of", "lost bags for"],
          people,
          ends,
        ),
        ...texts(["the bag of", "heavy luggage for"], people, ends),
        ...texts(["rain over", "a swim with", "we met", "singing beside"], people, ends),
      ],
      [],
      model,
    );
    const luggage = found.findIndex(({ label }) => label === "Luggage");
    expect(found.find(({ label }) => label === "Lost luggage")?.parent).toBe(luggage);
    expect(found.filter(({ label }) => /bag|suitcase/iu.test(label))).toEqual([]);
  });

  it("takes the form that people write, once for singular and plural", () => {
    const found = labels(
      ["the button for", "a button for", "the buttons for", "your buttons for"],
      people,
      ends,
    );
    expect(found).toEqual(["Buttons"]);
  });

  it("writes acronyms as people do, and leaves names out", () => {
    const found = labels(
      ["we like the GPS with", "without a gps for", "the gps in", "met Garfield at the GPS of"],
      people,
      ends,
    );
    expect(found).toContain("GPS");
    expect(found).not.toContain("Garfield");
  });

  it("has no label for thanks, moods, verbs and fillers", () => {
    expect(
      labels(
        ["Thanks so much from", "great great time for", "went walking with", "terrible day for"],
        people,
        ends,
      ),
    ).toEqual([]);
  });

  it("speaks the language of the texts", () => {
    expect(
      labels(
        ["der Reißverschluss klemmt bei", "mit dem Reißverschluss von", "ein Reißverschluss für"],
        ["uns", "meinem Bruder", "den Kindern"],
        ["im Mai", "im Juni", "im Juli", "schon wieder", "erneut"],
      ),
    ).toContain("Reißverschluss");
    expect(
      labels(
        ["la qualité du tissu pour", "une qualité du tissu avec", "cette qualité du tissu chez"],
        ["nous", "mon frère", "les voisins"],
        ["en mai", "en juin", "en juillet", "encore", "de nouveau"],
      ),
    ).toContain("Qualité du tissu");
  });
});

describe("labelKey", () => {
  it("is the same for number and word order, and for synonyms", () => {
    expect(labelKey("Flight delays", "en")).toBe(labelKey("delay flights", "en"));
    expect(labelKey("Lost luggage", "en")).toBe(labelKey("Lost bags", "en"));
    expect(labelKey("Delivery", "en")).not.toBe(labelKey("Prices", "en"));
  });
});
