import * as v from "valibot";

/** What is wrong with one field of some input, without the input. */
export type Fault = { field: string; message: string };

/** valibot's own messages repeat what was received; ours say what is expected. */
export function sayIssue(issue: v.BaseIssue<unknown>): Fault {
  return { field: v.getDotPath(issue) ?? "body", message: describe(issue) };
}

function describe(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === "validation" && !issue.message.startsWith("Invalid")) return issue.message;
  if (issue.type === "strict_object" && issue.expected === "never") return "is not a known field";
  return issue.expected ? `must be ${issue.expected}` : "is not valid";
}
