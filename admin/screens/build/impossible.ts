import { isMeant } from "../../../domain/targeting/address.ts";
import { holds } from "../../../domain/targeting/attributes.ts";
import type {
  AttributeRule,
  Definition,
  Question,
  Targeting,
  Words,
} from "../../../domain/wire/survey.ts";
import { placeholdersIn } from "./placeholders.ts";
import { type Problem, isComplete } from "./problems.ts";
import { attributeWords } from "./rule-words.ts";

/**
 * Rules of a draft that can never hold, and placeholders that nothing ever fills. Such a draft is
 * saved, and not published. @param now ms UTC
 */
export function impossibleIn({ questions, thanks, targeting }: Definition, now: number): Problem[] {
  const where = [
    ...pagesProblems(targeting),
    ...(targeting.until !== undefined && targeting.until <= now
      ? ["asking has ended. Choose a later end, or none."]
      : []),
    ...(targeting.exit && targeting.devices.length === 1 && targeting.devices[0] === "mobile"
      ? [
          "a pointer never leaves the window of a phone. Ask on other devices too, or without that rule.",
        ]
      : []),
    ...attributesProblems(targeting.attributes ?? []),
  ];
  return [
    ...questions.flatMap((question, i) =>
      unfilled([question.text], questions.slice(0, i)).map((said) => ({
        text: `Question ${i + 1} ${said}`,
        question: question.id,
      })),
    ),
    ...unfilled([thanks.title, thanks.text], questions).map((said) => ({
      text: `The thank-you ${said}`,
      question: "thanks",
    })),
    ...where.map((text) => ({ text: `Where and when: ${text}`, tab: "where" as const })),
  ];
}

/** Placeholders that neither an earlier answer nor an attribute fills, each once. */
function unfilled(
  wordings: readonly (Words | undefined)[],
  earlier: readonly Question[],
): string[] {
  const texts = wordings.flatMap((words) =>
    typeof words === "object" ? Object.values(words) : [words ?? ""],
  );
  const found = texts.flatMap(placeholdersIn).flatMap((one) => {
    if ("broken" in one)
      return `has ${one.whole}, which nothing fills. An attribute’s name has small letters, digits and _.`;
    if (!("question" in one)) return [];
    const source = earlier.find(({ id }) => id === one.question);
    if (!source) return `has ${one.whole}, which no earlier question answers. Take it out.`;
    return source.kind === "message"
      ? `has ${one.whole}, and a message has no answer. Take it out.`
      : [];
  });
  return [...new Set(found)];
}

const BEGINS = /^(?:[/*?#]|[a-z][a-z0-9+.-]*:\/\/)/iu;

function pagesProblems({ urls, except = [] }: Targeting): string[] {
  const astray = [...urls, ...except].filter((pattern) => !BEGINS.test(pattern));
  const left = urls.length === 0 ? ["/*"] : urls.filter((pattern) => BEGINS.test(pattern));
  return [
    ...astray.map(
      (pattern) =>
        `no page is called “${pattern}”. Write “/${pattern}”, or begin it with https://.`,
    ),
    ...(except.length > 0 && left.length > 0 && left.every((pattern) => isLeftOut(pattern, except))
      ? ["all pages are left out. Take an address out of “Not on these pages”."]
      : []),
  ];
}

/** Whether no page that fits a pattern is left. A star is tried as a name that nobody would write. */
function isLeftOut(pattern: string, except: readonly string[]): boolean {
  const path = pattern.replaceAll("*", "x7-any-x7");
  const address = pattern.includes("://")
    ? path
    : `https://x7-any-x7.example${path.startsWith("/") ? "" : "/"}${path}`;
  return isMeant(address, { urls: except });
}

/** Two rules for one attribute that no value fits both. */
function attributesProblems(all: readonly AttributeRule[]): string[] {
  const rules = all.filter(isComplete);
  return rules.flatMap((rule, i) => {
    const other = rules.slice(0, i).find((one) => one.name === rule.name && !agree(one, rule));
    return other
      ? [
          `nobody’s ${attributeWords(other)} while ${attributeWords(rule)}. Change one of the two rules.`,
        ]
      : [];
  });
}

const bound = ({ values = [] }: AttributeRule): number => Number(values[0]);

/** Whether some value fits both rules; where that is hard to tell, yes. */
function agree(one: AttributeRule, other: AttributeRule): boolean {
  const [first, second] = [one, other].toSorted((a, b) => RANK[a.is] - RANK[b.is]) as [
    AttributeRule,
    AttributeRule,
  ];
  if (first.is === "unset")
    // What nobody signed may still be claimed.
    return holds(second, {}) || (first.signed === true && !second.signed);
  if (first.is === "one_of")
    return (first.values ?? []).some((value) => holds(second, {}, { [second.name]: value }));
  if (first.is === "more" && second.is === "less") return bound(first) < bound(second);
  return true;
}

const RANK: Record<AttributeRule["is"], number> = {
  unset: 0,
  one_of: 1,
  more: 2,
  less: 3,
  contains: 4,
  none_of: 5,
  set: 6,
};
