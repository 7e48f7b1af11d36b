import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAnswers } from "../../../domain/survey/answers.ts";
import { unionOfQuestions } from "../../../domain/survey/questions.ts";
import { cleanText, codePoints } from "../../../domain/survey/text.ts";
import type { Answers } from "../../../domain/wire/ingest.ts";
import { npsDefinition } from "../../support/definitions.ts";

const questions = unionOfQuestions([npsDefinition]);
const check = (answers: Answers) => checkAnswers(questions, answers);

describe("checkAnswers", () => {
  it("splits open text from the rest, drops what is empty, keeps a declined answer", () => {
    expect(check({ q1: 10, q2: " good ", q3: ["o2", "o1", "o2"] })).toEqual({
      ok: true,
      answers: { q1: 10, q3: ["o1", "o2"] },
      texts: { q2: "good" },
    });
    expect(check({ q1: null, q2: "  ", q3: [] })).toEqual({
      ok: true,
      answers: { q1: null },
      texts: {},
    });
  });

  it("keeps what was written beside other as text of that question", () => {
    expect(check({ q3: ["o1", { id: "o3", text: "the box" }] })).toEqual({
      ok: true,
      answers: { q3: ["o1", "o3"] },
      texts: { q3: "the box" },
    });
    expect(check({ q3: [{ id: "o1", text: "x" }] })).toMatchObject({ ok: false });
  });

  it("takes a score exactly when it is a whole number on the scale", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -30, max: 30 }), fc.double()), (n) => {
        const fits = Number.isInteger(n) && n >= 0 && n <= 10;
        // The wire has refused fractions before; here only the range is left.
        if (Number.isInteger(n)) expect(check({ q1: n }).ok).toBe(fits);
      }),
    );
  });

  it("counts the limit of a long text in code points", () => {
    expect(check({ q2: "😀".repeat(4000) }).ok).toBe(true);
    expect(check({ q2: "😀".repeat(4001) })).toMatchObject({
      ok: false,
      fields: { q2: expect.stringContaining("4000") },
    });
  });
});

describe("cleanText", () => {
  it("fault 10: leaves no NUL, control or lone surrogate, and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const clean = cleanText(text);
        // oxlint-disable-next-line no-control-regex
        expect(clean).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u);
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  it("fault 11: keeps joiners, combining marks and direction marks", () => {
    const text = "👩‍👩‍👧 e\u0301 \u202Eabc";
    expect(cleanText(text)).toBe(text);
    expect(codePoints("👩‍👧")).toBe(3);
  });
});
