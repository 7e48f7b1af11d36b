import { optionsOf } from "../../../domain/survey/changes.ts";
import type { Branch, ChoiceQuestion, Definition, Question } from "../../../domain/wire/survey.ts";

/** What may be added to a survey. */
export const ADDABLE = [
  "long",
  "short",
  "single",
  "multiple",
  "rating",
  "consent",
  "email",
  "message",
] as const;
export type Addable = (typeof ADDABLE)[number];

export const ADDABLE_NAMES: Record<Addable, string> = {
  long: "Long text",
  short: "Short text",
  single: "Single choice",
  multiple: "Multiple choice",
  rating: "Rating, 5 stars",
  consent: "Consent",
  email: "E-mail address",
  message: "Message without an answer",
};

type Ids = { question: string; option: () => string };

/** A new question of a kind, with words to start from. */
export function newQuestion(kind: Addable, { question: id, option }: Ids): Question {
  const text = "Your question";
  switch (kind) {
    case "long":
    case "short":
      return { id, kind: "text", long: kind === "long", text };
    case "single":
    case "multiple":
      return {
        id,
        kind,
        text,
        options: [
          { id: option(), text: "First answer" },
          { id: option(), text: "Second answer" },
        ],
      };
    case "rating":
      return { id, kind: "score", metric: "rating", min: 1, max: 5, style: "stars", text };
    case "consent":
      return { id, kind: "consent", text: "May we write to you about this?" };
    case "email":
      return { id, kind: "email", text: "What is your e-mail address?" };
    case "message":
      return { id, kind: "message", text: "Your message" };
  }
}

/** The lowest number that no id of this kind has used, as the server and this draft know it. */
export function nextId(prefix: "q" | "o", free: string, definition: Definition): string {
  const used =
    prefix === "q"
      ? definition.questions.map(({ id }) => id)
      : definition.questions.flatMap((question) => optionsOf(question).map(({ id }) => id));
  const next = used.reduce(
    (most, id) => Math.max(most, Number(id.slice(1)) + 1),
    Number(free.slice(1)),
  );
  return `${prefix}${next}`;
}

/** A question at the end of the survey. Whoever was led to the thank-you without a condition now comes to it. */
export function withAdded(definition: Definition, question: Question): Definition {
  const led = definition.questions.map((one) =>
    one.branches?.some((rule) => isAlways(rule) && rule.go === "end")
      ? {
          ...one,
          branches: one.branches.map((rule) =>
            isAlways(rule) && rule.go === "end" ? { ...rule, go: question.id } : rule,
          ),
        }
      : one,
  );
  return { ...definition, questions: [...led, question] };
}

/** A question replaced by another form of it. */
export function withQuestion(definition: Definition, question: Question): Definition {
  return {
    ...definition,
    questions: definition.questions.map((one) => (one.id === question.id ? question : one)),
  };
}

/** A question out of the survey; rules that led to it go to what followed it. */
export function withoutQuestion(definition: Definition, id: string): Definition {
  const at = definition.questions.findIndex((question) => question.id === id);
  const after = definition.questions[at + 1]?.id ?? "end";
  const questions = definition.questions
    .filter((question) => question.id !== id)
    .map((question) => {
      if (!question.branches?.some(({ go }) => go === id)) return question;
      return {
        ...question,
        branches: question.branches.map((rule) => (rule.go === id ? { ...rule, go: after } : rule)),
      };
    });
  return { ...definition, questions };
}

/** A question one place up (-1) or down (1). */
export function moved(definition: Definition, id: string, by: -1 | 1): Definition {
  const questions = [...definition.questions];
  const at = questions.findIndex((question) => question.id === id);
  const [one, other] = [questions[at], questions[at + by]];
  if (!one || !other) return definition;
  questions[at] = other;
  questions[at + by] = one;
  return { ...definition, questions };
}

/** An option out of a choice, and out of every rule that named it. */
export function withoutOption(question: ChoiceQuestion, id: string): ChoiceQuestion {
  const { branches, ...rest } = question;
  const rules = branches?.flatMap((rule) => {
    if (!rule.any) return [rule];
    const any = rule.any.filter((one) => one !== id);
    return any.length > 0 ? [{ ...rule, any }] : [];
  });
  return {
    ...rest,
    options: question.options.filter((option) => option.id !== id),
    ...(rules && rules.length > 0 && { branches: rules }),
  };
}

export const isAlways = ({ from, to, any }: Branch): boolean =>
  from === undefined && to === undefined && any === undefined;

/** A question with other rules; none at all leaves no trace. */
export function withBranches<Q extends Question>(question: Q, branches: readonly Branch[]): Q {
  const { branches: _, ...rest } = question;
  // A rule without a condition ends the list: nothing after it could match.
  const rules = [
    ...branches.filter((rule) => !isAlways(rule)),
    ...branches.filter(isAlways).slice(0, 1),
  ];
  return (rules.length > 0 ? { ...rest, branches: rules } : rest) as Q;
}

/** Whether the survey would lose the question that carries its score. */
export function carriesScore(definition: Definition, question: Question): boolean {
  if (definition.metric === "none" || question.kind !== "score") return false;
  const same = definition.questions.filter(
    (one) => one.kind === "score" && one.metric === definition.metric,
  );
  return question.metric === definition.metric && same.length === 1;
}
