import * as v from "valibot";
import { SaveSend } from "../../../domain/wire/sends.ts";
import { ruleFits } from "../../../domain/wire/survey.ts";

/** The steps of the composer, in their order. */
export const STEPS = [
  ["audience", "Who"],
  ["letter", "The letter"],
  ["plan", "When"],
  ["check", "Check and start"],
] as const;
export type Step = (typeof STEPS)[number][0];

/** What is wrong with a draft, as a sentence, and the step that mends it. */
export type Problem = { text: string; step: Step };

type Item = { key: unknown };

/** The first thing that keeps a draft from being saved, or undefined when it can be. */
export function problemOf(send: SaveSend): Problem | undefined {
  const parsed = v.safeParse(SaveSend, send);
  if (parsed.success) return rulesProblem(send);
  const path = ((parsed.issues[0].path ?? []) as Item[]).map(({ key }) => key);
  const [part, field] = path;
  if (part === "name") return { text: "The send needs a name.", step: "audience" };
  if (part === "audience") {
    return {
      text:
        send.audience.of === "people"
          ? "Name at least one person, at most 500."
          : "Choose who is asked.",
      step: "audience",
    };
  }
  if (part === "letter") return { text: letterReason(field), step: "letter" };
  if (part === "reminders")
    return { text: "A reminder goes out 1 to 25 days after the mail before.", step: "plan" };
  return { text: planReason(send), step: "plan" };
}

/** Rules of a trigger are looked at for themselves: the wire takes half ones. */
function rulesProblem({ plan }: SaveSend): Problem | undefined {
  const rules = plan.kind === "trigger" ? (plan.unless ?? []) : [];
  const half = rules.findIndex((rule) => !ruleFits(rule));
  return half < 0
    ? undefined
    : { text: `Rule ${half + 1} needs a value to compare with.`, step: "plan" };
}

function letterReason(field: unknown): string {
  if (field === "subject") return "The subject needs words in each language that has any.";
  if (field === "intro") return "The words above the question are missing.";
  return "A part of the letter has no words.";
}

function planReason({ plan }: SaveSend): string {
  if (plan.kind === "once") return "Choose a date and a time.";
  if (plan.weekdays.length === 0) return "Choose at least one day of the week.";
  if (plan.from >= plan.to) return "The hours must end after they begin.";
  if (plan.kind === "trigger" && !/^[a-z][a-z0-9_]{0,39}$/u.test(plan.event))
    return "The event needs a name of small letters, digits and _.";
  if (plan.kind === "trigger" && (plan.unless?.length ?? 0) > 10) return "At most ten rules.";
  return "The plan is not complete.";
}
