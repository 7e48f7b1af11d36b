import { expect } from "vitest";
import type { textModel } from "../../functions/adapters/ai/ai.ts";

/** The binding of Workers AI. */
export type AiBinding = NonNullable<Parameters<typeof textModel>[0]>;

/** What the stand-in was asked, in order. */
export type Asked = { model: string; texts: string[] };

const DIMENSIONS = 1024;

/** Words of a text thrown into 1,024 places: texts that share words lie near each other. */
function vectorOf(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0);
  for (const word of text.toLowerCase().split(/\W+/u)) {
    let at = 7;
    for (const letter of word) at = (at * 31 + letter.charCodeAt(0)) % DIMENSIONS;
    if (word !== "") vector[at] = (vector[at] ?? 0) + 1;
  }
  return vector;
}

/**
 * A local stand-in for the Workers AI binding, as strict as the service is documented: at most 100
 * texts a call, none of them empty, messages with roles. Nothing leaves the process.
 * @param label what the writer of labels says to the quotes it is shown
 */
export function standIn(label: (prompt: string) => unknown = () => "Slow delivery") {
  const asked: Asked[] = [];
  const run = async (model: string, input: Record<string, unknown>): Promise<unknown> => {
    if (model.startsWith("@cf/baai/")) {
      const texts = input["text"] as string[];
      expect(texts.length).toBeGreaterThan(0);
      expect(texts.length).toBeLessThanOrEqual(100);
      for (const text of texts) expect(text.trim()).not.toBe("");
      asked.push({ model, texts });
      return { shape: [texts.length, DIMENSIONS], data: texts.map(vectorOf), pooling: "cls" };
    }
    const messages = input["messages"] as { role: string; content: string }[];
    expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
    asked.push({ model, texts: messages.map(({ content }) => content) });
    return { response: label(messages.at(-1)?.content ?? "") };
  };
  return { asked, binding: Object.create({ run }) as AiBinding };
}
