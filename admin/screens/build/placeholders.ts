/** What a wording is filled with: an earlier answer, or an attribute of the visitor. */
export type Placeholder = { whole: string } & (
  | { question: string }
  | { attribute: string; fallback: string }
  /** Nothing fills it: respondents would read the braces. */
  | { broken: true }
);

const ANY = /\{\{([^{}]*)\}\}/gu;
const QUESTION = /^q[1-9][0-9]{0,2}$/u;
const ATTRIBUTE = /^([a-z][a-z0-9_]{0,39})(?:\|(.*))?$/u;

/** Whether a visitor's attribute can have this name. */
export const isAttribute = (name: string): boolean =>
  ATTRIBUTE.test(name) && !name.includes("|") && !QUESTION.test(name);

function read(whole: string, inner: string): Placeholder {
  if (QUESTION.test(inner)) return { whole, question: inner };
  const [, attribute, fallback = ""] = ATTRIBUTE.exec(inner) ?? [];
  return attribute === undefined ? { whole, broken: true } : { whole, attribute, fallback };
}

/** The placeholders of a wording, in order. */
export function placeholdersIn(text: string): Placeholder[] {
  return [...text.matchAll(ANY)].map(([whole, inner = ""]) => read(whole, inner));
}

/** A wording with each placeholder replaced by other words. */
export function replaced(text: string, by: (placeholder: Placeholder) => string): string {
  return text.replace(ANY, (whole, inner: string) => by(read(whole, inner)));
}

/** The placeholder of an attribute: "{{plan}}", or "{{first_name|there}}" with words for when it is unknown. */
export function attributePlaceholder(name: string, fallback: string): string {
  const words = fallback.replaceAll(/[{}]/gu, "").trim();
  return words === "" ? `{{${name}}}` : `{{${name}|${words}}}`;
}
