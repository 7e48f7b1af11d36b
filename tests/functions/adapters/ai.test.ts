import { describe, expect, it } from "vitest";
import { textModel, type TextModel } from "../../../functions/adapters/ai/ai.ts";
import { AppError } from "../../../functions/errors.ts";
import { type AiBinding, standIn } from "../../support/ai.ts";

const over = (binding: AiBinding): TextModel => {
  const model = textModel(binding);
  if (!model) throw new Error("there is a binding");
  return model;
};
/** A binding that does one thing. */
const bound = (run: () => Promise<unknown>) => Object.create({ run }) as AiBinding;
const saying = (reply: unknown) => over(bound(async () => reply));

describe("the sentence model", () => {
  it("is not there without a binding", () => {
    expect(textModel(undefined)).toBeUndefined();
  });

  it("gives a unit vector for each text in its order, a hundred a call, zeros for nothing", async () => {
    const { asked, binding } = standIn();
    const model = over(binding);
    const texts = Array.from({ length: 205 }, (_, i) => (i === 7 ? "  " : `text number ${i}`));
    const vectors = await model.embed(texts);
    expect(vectors).toHaveLength(205);
    expect(asked.map((call) => call.texts.length)).toEqual([100, 100, 5]);
    const [alone] = await model.embed([texts[101] ?? ""]);
    expect(vectors[101]).toEqual(alone);
    expect(vectors.map((vector) => Math.round(Math.hypot(...vector)))).toEqual(
      texts.map((text) => (text.trim() ? 1 : 0)),
    );
    expect(vectors.every((vector) => vector.length === model.dimensions)).toBe(true);
  });

  it("says that it is unavailable when the service fails, and nothing of what the service said", async () => {
    const model = over(
      bound(async () => {
        throw new Error("3010: cannot embed 'my secret comment'");
      }),
    );
    const failure = await model.embed(["my secret comment"]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect((failure as AppError).code).toBe("unavailable");
    expect(JSON.stringify(failure) + String(failure)).not.toContain("secret");
  });

  it.each([
    ["no data", {}],
    ["fewer vectors than texts", { data: [Array.from({ length: 1024 }, () => 1)] }],
    [
      "vectors of another length",
      {
        data: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      "numbers that are none",
      { data: Array.from({ length: 2 }, () => Array.from({ length: 1024 }, () => Number.NaN)) },
    ],
    ["a ticket for later", { request_id: "x" }],
  ])("takes no reply with %s", async (_, reply) => {
    await expect(saying(reply).embed(["one", "two"])).rejects.toMatchObject({
      code: "unavailable",
    });
  });
});

describe("the writer of labels", () => {
  it.each([
    ['"Late delivery."', "Late delivery"],
    ["room cleanliness\n\nThe guests ...", "Room cleanliness"],
    ["Kundenservice am Telefon", "Kundenservice am Telefon"],
  ])("makes a label of %s", async (said, label) => {
    expect(await saying({ response: said }).label(["a quote"], [])).toBe(label);
  });

  it.each([
    "<img src=x onerror=alert(1)>",
    "Here is a label for your topic: late delivery",
    "=HYPERLINK(1)",
    "",
    "a".repeat(41),
    42,
    undefined,
  ])("has no label when the model says %s", async (said) => {
    expect(await saying({ response: said }).label(["a quote"], [])).toBeNull();
  });

  it("is shown short quotes as data, and the names that are taken", async () => {
    const { asked, binding } = standIn();
    await over(binding).label(["x".repeat(1000), "line\nbreak"], ["Price"]);
    const prompt = asked[0]?.texts[1] ?? "";
    expect(prompt).toContain("Names taken: Price");
    expect(prompt).toContain("- line break");
    expect(prompt.length).toBeLessThan(400);
  });
});
