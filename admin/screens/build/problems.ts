import * as v from "valibot";
import { type AttributeRule, Definition } from "../../../domain/wire/survey.ts";

/** Where in the builder something is mended. */
export type Place = { question?: string; tab?: "look" | "where" };

/** What is wrong with a draft: a sentence that names the place and the remedy, and the place. */
export type Problem = { text: string } & Place;

type Item = { key: unknown };

/** The first thing that keeps a draft from being saved, or undefined when it can be. */
export function problemOf(draft: Definition): Problem | undefined {
  const parsed = v.safeParse(Definition, draft);
  if (parsed.success) return undefined;
  const issue = parsed.issues[0];
  const path = ((issue.path ?? []) as Item[]).map(({ key }) => key);
  const [part, index] = path;
  if (part === "targeting")
    return acrossFields(draft) ?? { text: `Where and when: ${whereReason(path)}`, tab: "where" };
  if (part === "look") return { text: `The look ${reason(path)}`, tab: "look" };
  if (part === "thanks") return { text: `The thank-you ${reason(path)}`, question: "thanks" };
  if (part === "questions" && typeof index === "number") {
    const question = draft.questions[index]?.id;
    return {
      text: `Question ${index + 1} ${reason(path)}`,
      ...(question !== undefined && { question }),
    };
  }
  return acrossFields(draft) ?? { text: `The survey cannot be saved: ${issue.message}.` };
}

function reason(path: readonly unknown[]): string {
  if (path.includes("options")) return "has an answer without words.";
  if (path.includes("labels") || path.includes("low") || path.includes("high"))
    return "has an empty word on its scale.";
  if (path.includes("url")) return "has a link that is not an http address.";
  if (path.includes("link")) return "has a link without words.";
  if (path.includes("branches")) return "has a rule that is not complete.";
  if (path.includes("text") || path.includes("title")) return "needs words.";
  if (path.includes("accent") || path.includes("surface")) return "needs a colour like #1d5b49.";
  if (path.includes("tab")) return "needs a word on the tab in the survey’s own language.";
  return "is not complete.";
}

function whereReason([, part, index, name]: readonly unknown[]): string {
  if (part === "attributes" && typeof index === "number") {
    const rule = `rule ${index + 1} for an attribute`;
    return name === "name"
      ? `${rule} needs a name of small letters, digits and _, beginning with a letter.`
      : `${rule} has a value longer than 200 characters.`;
  }
  if (part === "urls" || part === "except") return "an address is longer than 300 characters.";
  if (part === "again") return "days of rest are whole numbers from 0 to 3650.";
  if (part === "event") return "the event’s name is longer than 100 characters.";
  return "a rule is not complete.";
}

/** What shows when fields are looked at together. */
function acrossFields({ targeting }: Definition): Problem | undefined {
  const { from, until, attributes = [] } = targeting;
  if (from !== undefined && until !== undefined && from >= until)
    return {
      text: "Where and when: asking ends before it begins. Choose a later end.",
      tab: "where",
    };
  const rule = attributes.findIndex((one) => !isComplete(one));
  if (rule < 0) return undefined;
  const number = attributes[rule]?.is === "more" || attributes[rule]?.is === "less";
  return {
    text: `Where and when: rule ${rule + 1} for an attribute needs ${number ? "a number" : "a value"} to compare with.`,
    tab: "where",
  };
}

/** Whether a rule has what it compares with. */
export function isComplete({ is, values = [] }: AttributeRule): boolean {
  if (is === "set" || is === "unset") return true;
  if (is !== "more" && is !== "less") return values.length > 0;
  return (values[0]?.trim() ?? "") !== "" && Number.isFinite(Number(values[0]));
}
