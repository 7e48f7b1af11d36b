import { route } from "../../../domain/survey/flow.ts";
import type { Answers } from "../../../domain/wire/ingest.ts";
import type { Question } from "../../../domain/wire/survey.ts";

/** Roads tried before giving up: enough for any survey a person writes. */
const MOST = 3000;

/**
 * Answers that lead a respondent to a question, so that a preview can show it. Fewest answers first.
 * @returns undefined when no road leads there
 */
export function answersTo(questions: readonly Question[], id: string): Answers | undefined {
  const open: Answers[] = [{}];
  for (let i = 0; i < open.length && i < MOST; i++) {
    const answers = open[i] ?? {};
    const road = route(questions, answers);
    if (road.some((question) => question.id === id)) return answers;
    const fork = road.find((question) => !(question.id in answers) && choices(question).length > 0);
    if (fork) open.push(...choices(fork).map((answer) => ({ ...answers, [fork.id]: answer })));
  }
  return undefined;
}

/** Answers to a question that may lead different ways. */
function choices(question: Question): Answers[string][] {
  if (!question.branches || question.branches.length === 0) return [];
  switch (question.kind) {
    case "score":
      return Array.from({ length: question.max - question.min + 1 }, (_, i) => question.min + i);
    case "single":
      return question.options.map((option) => option.id);
    case "multiple":
      return question.options.map((option) => [option.id]);
    default:
      return [];
  }
}

/** After which answer a question is asked, where a rule of another leads to it: "after 0 to 6". */
export function reachWords(questions: readonly Question[], id: string): string {
  for (const question of questions) {
    const rule = question.branches?.find((one) => one.go === id);
    if (!rule) continue;
    if (rule.any)
      return `after ${rule.any.length === 1 ? "one answer" : `${rule.any.length} answers`}`;
    const { from, to } = rule;
    if (from === undefined && to === undefined) continue;
    if (from === to) return `after ${from}`;
    if (from === undefined) return `after up to ${to}`;
    return to === undefined ? `after ${from} or more` : `after ${from} to ${to}`;
  }
  return "";
}
