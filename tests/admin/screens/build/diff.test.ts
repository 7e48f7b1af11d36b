import { describe, expect, it } from "vitest";
import { diffLines } from "../../../../admin/screens/build/diff.ts";
import { templateOf } from "../../../../domain/survey/templates.ts";
import type { Definition, Question } from "../../../../domain/wire/survey.ts";

const nps = templateOf("nps");
const [q1, q2, q3, q4] = nps.questions as [Question, Question, Question, Question];
const made = (questions: Question[]): Definition => ({ ...nps, questions });

describe("what publishing changes, in words", () => {
  it("is nothing for the same survey", () => {
    expect(diffLines(nps, structuredClone(nps), "UTC")).toEqual([]);
  });

  it("shows the words before and after", () => {
    const text = { ...(q2.text as Record<string, string>), en: "Why?" };
    expect(diffLines(nps, made([q1, { ...q2, text }, q3, q4]), "UTC")).toEqual([
      { where: "Question 2, wording", was: "What do you like most about us?", is: "Why?" },
    ]);
  });

  it("says when only a translation changed", () => {
    const text = { ...(q2.text as Record<string, string>), de: "Warum?" };
    expect(diffLines(nps, made([q1, { ...q2, text }, q3, q4]), "UTC")).toEqual([
      { where: "Question 2, translations", is: "Words in another language changed" },
    ]);
  });

  it("names a removed question by its place before", () => {
    expect(diffLines(nps, made([q1, q2, q4]), "UTC")).toContainEqual({
      where: "Question 3, removed",
      was: "What is missing for a 9 or 10?",
    });
  });

  it("tells look and targeting in their own units", () => {
    const after = {
      ...nps,
      look: { ...nps.look, radius: 12 },
      targeting: { ...nps.targeting, delay: 1500, sample: 0.25 },
    };
    expect(diffLines(nps, after, "UTC")).toEqual([
      { where: "Look, roundness", was: "8 px", is: "12 px" },
      { where: "Where and when, delay", was: "5 s", is: "1.5 s" },
      { where: "Where and when, share of visitors", was: "100 %", is: "25 %" },
    ]);
  });

  it("names every field of look and targeting", () => {
    const after: Definition = {
      ...nps,
      look: {
        ...nps.look,
        mode: "tab",
        surface: "#fdf6ec",
        font: "page",
        tab: { en: "Tell us", de: "Sag es uns" },
      },
      targeting: {
        ...nps.targeting,
        except: ["/admin*"],
        scroll: 50,
        exit: true,
        languages: ["de"],
        attributes: [{ name: "plan", is: "one_of", values: ["pro"], signed: true }],
        from: Date.UTC(2026, 11, 1, 8),
        again: { answered: null, dismissed: 7 },
        askWithoutMemory: true,
      },
    };
    expect(
      diffLines(nps, after, "Europe/Berlin").map(({ where, is }) => `${where}: ${is}`),
    ).toEqual([
      "Look, background: #fdf6ec",
      "Look, mode: Feedback tab",
      "Look, font: the page’s",
      "Look, word on the tab: Tell us",
      "Where and when, pages left out: /admin*",
      "Where and when, scrolled through: 50 %",
      "Where and when, when the pointer leaves: yes",
      "Where and when, languages: German",
      "Where and when, attributes: plan is pro, signed",
      "Where and when, schedule: from 1 Dec 2026, 09:00 (Europe/Berlin)",
      "Where and when, how soon again: Until they answer, again 7 days after a dismissal",
      "Where and when, asks without memory: yes",
    ]);
  });

  it("says when only a translation of the thank-you or of the tab changed", () => {
    const before: Definition = { ...nps, look: { ...nps.look, tab: "Tell us" } };
    const after: Definition = {
      ...before,
      look: { ...before.look, tab: { en: "Tell us", de: "Sag es uns" } },
      thanks: {
        ...before.thanks,
        title: { ...(before.thanks.title as Record<string, string>), de: "Merci" },
      },
    };
    expect(diffLines(before, after, "UTC")).toEqual([
      { where: "Thank you, translations", is: "Words in another language changed" },
      { where: "Look, translations", is: "Words in another language changed" },
    ]);
  });

  it("shows the link of a message", () => {
    const message = (url: string): Question => ({
      id: "q9",
      kind: "message",
      text: "Thanks",
      link: { text: "More", url },
    });
    const lines = diffLines(
      made([...nps.questions, message("https://a.example")]),
      made([...nps.questions, message("https://b.example")]),
      "UTC",
    );
    expect(lines).toEqual([
      {
        where: "Question 5, link",
        was: "More, https://a.example",
        is: "More, https://b.example",
      },
    ]);
  });
});
