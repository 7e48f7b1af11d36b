import * as v from "valibot";
import { Definition } from "../../../domain/wire/survey.ts";

/** What keeps a draft from being saved: a sentence, and the question that it is about. */
export type Problem = { text: string; question?: string };

type Item = { key: unknown };

/** The first thing wrong with a draft, or undefined when it can be saved. */
export function problemOf(draft: Definition): Problem | undefined {
  const parsed = v.safeParse(Definition, draft);
  if (parsed.success) return undefined;
  const issue = parsed.issues[0];
  const path = ((issue.path ?? []) as Item[]).map(({ key }) => key);
  const place = path[0] === "questions" && typeof path[1] === "number" ? path[1] : undefined;
  const question = place === undefined ? undefined : draft.questions[place]?.id;
  const where = place !== undefined ? `Question ${place + 1}` : PARTS[String(path[0])];
  return {
    text: where ? `${where} ${reason(path)}` : `The survey cannot be saved: ${issue.message}.`,
    ...(question !== undefined && { question }),
  };
}

const PARTS: Record<string, string> = {
  thanks: "The thank-you",
  look: "The look",
  targeting: "Where and when",
};

function reason(path: readonly unknown[]): string {
  if (path.includes("options")) return "has an answer without words.";
  if (path.includes("labels") || path.includes("low") || path.includes("high"))
    return "has an empty word on its scale.";
  if (path.includes("url")) return "has a link that is not an http address.";
  if (path.includes("link")) return "has a link without words.";
  if (path.includes("branches")) return "has a rule that is not complete.";
  if (path.includes("text") || path.includes("title")) return "needs words.";
  if (path.includes("accent")) return "needs a colour like #1d5b49.";
  return "is not complete.";
}
