import { describe, expect, it } from "vitest";
import {
  missingIn,
  translate,
  translatedInto,
  withOwnLanguage,
  withoutLanguage,
  wordingsOf,
} from "../../../../admin/screens/build/wordings.ts";
import { askFor } from "../../../../domain/survey/ask.ts";
import { templateOf } from "../../../../domain/survey/templates.ts";
import type { Definition } from "../../../../domain/wire/survey.ts";

const nps = templateOf("nps");
const plain: Definition = {
  ...nps,
  questions: [
    {
      id: "q1",
      kind: "score",
      metric: "nps",
      min: 0,
      max: 10,
      style: "numbers",
      text: "How likely?",
      low: "Not",
      high: "Very",
    },
    {
      id: "q2",
      kind: "single",
      text: "Where?",
      options: [{ id: "o1", text: "Shop" }],
      other: { id: "o2", text: "Elsewhere" },
    },
  ],
  thanks: { title: "Thanks", link: { text: "Go on", url: "https://example.com" } },
};

describe("the words of a survey", () => {
  it("names every place once, in the order in which they are met", () => {
    expect(wordingsOf(plain).map(({ where }) => where)).toEqual([
      "Question 1",
      "Question 1, words at 0",
      "Question 1, words at 10",
      "Question 2",
      "Question 2, answer 1",
      "Question 2, “other”",
      "Thank you",
      "Thank you, link",
    ]);
    const csat = wordingsOf(templateOf("csat")).map(({ where }) => where);
    expect(new Set(csat).size).toBe(csat.length);
    expect(csat).toContain("Question 1, word under 5");
  });

  it("finds the languages and what each lacks", () => {
    expect(translatedInto(nps)).toEqual(["en", "de", "fr", "es"]);
    expect(missingIn(nps, "de")).toBe(0);
    expect(translatedInto(plain)).toEqual(["en"]);
    expect(missingIn(plain, "de")).toBe(8);
    expect(missingIn(plain, "en")).toBe(0);
  });

  it("translates one place and leaves the others alone", () => {
    const next = translate(plain, "Question 2, answer 1", "de", "Laden");
    expect(missingIn(next, "de")).toBe(7);
    expect(next.questions[1]).toMatchObject({
      options: [{ id: "o1", text: { en: "Shop", de: "Laden" } }],
    });
    expect(next.questions[0]).toEqual(plain.questions[0]);
    expect(missingIn(translate(next, "Question 2, answer 1", "de", ""), "de")).toBe(8);
  });

  it("takes a language out everywhere, but never the survey's own", () => {
    const next = withoutLanguage(nps, "de");
    expect(translatedInto(next)).toEqual(["en", "fr", "es"]);
    expect(JSON.stringify(next)).not.toContain("Wahrscheinlich");
    expect(withoutLanguage(nps, "en")).toEqual(nps);
  });

  it("keeps each word in its language when the own one changes", () => {
    const german = wordingsOf(plain).reduce(
      (now, { where }) => translate(now, where, "de", `${where} (de)`),
      plain,
    );
    const next = withOwnLanguage(german, "de");
    expect(askFor(next).questions[0]?.text).toBe("Question 1 (de)");
    expect(askFor(next, "en")).toEqual(askFor(plain, "en"));
    expect(askFor(withOwnLanguage(plain, "de"), "en").thanks.title).toBe("Thanks");
  });

  it("holds the word on the tab and the link of a message", () => {
    const survey: Definition = {
      ...plain,
      questions: [
        {
          id: "q1",
          kind: "message",
          text: "Hello",
          link: { text: "More", url: "https://example.com" },
        },
      ],
      look: { ...plain.look, mode: "tab", tab: "Tell us" },
    };
    expect(wordingsOf(survey).map(({ where }) => where)).toEqual([
      "Word on the tab",
      "Question 1",
      "Question 1, link",
      "Thank you",
      "Thank you, link",
    ]);
    const german = translate(survey, "Word on the tab", "de", "Sag es uns");
    expect(german.look.tab).toEqual({ en: "Tell us", de: "Sag es uns" });
  });
});
