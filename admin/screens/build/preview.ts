import { askFor, languagesOf, sayIn } from "../../../domain/survey/ask.ts";
import { tabWordFor } from "../../../domain/survey/frame.ts";
import { optionsOf } from "../../../domain/survey/changes.ts";
import { route } from "../../../domain/survey/flow.ts";
import { pageLook } from "../../../domain/survey/page-look.ts";
import { pageWordsFor } from "../../../domain/survey/page-words.ts";
import type { Answers } from "../../../domain/wire/ingest.ts";
import type { Definition, Question, Words } from "../../../domain/wire/survey.ts";
import { placeholdersIn } from "./placeholders.ts";
import { problemOf } from "./problems.ts";
import { answersTo } from "./reach.ts";
import { PREVIEW, type Scene } from "./scene.ts";

/** Names of the attributes that a survey's words say, each once. */
export function attributesSaid({ questions, thanks }: Definition): string[] {
  const wordings: (Words | undefined)[] = [...questions.map(({ text }) => text), thanks.title];
  const texts = [...wordings, thanks.text].flatMap((words) =>
    typeof words === "object" ? Object.values(words) : [words ?? ""],
  );
  const names = texts
    .flatMap(placeholdersIn)
    .flatMap((one) => ("attribute" in one ? [one.attribute] : []));
  return [...new Set(names)];
}

/** What a respondent who was led to a step may have said before, by question, as wordings repeat it. */
export function saidBefore(
  definition: Definition,
  answers: Answers,
  step: string | undefined,
  language: string,
): Record<string, string> {
  const road = route(definition.questions, answers);
  const at = step === "thanks" ? road.length : road.findIndex(({ id }) => id === step);
  const said = road
    .slice(0, Math.max(0, at))
    .map((one) => [one.id, example(one, answers[one.id], language, definition.language)] as const);
  return Object.fromEntries(said);
}

function example(
  question: Question,
  answer: Answers[string] | undefined,
  language: string,
  own: string,
): string {
  switch (question.kind) {
    case "score":
      return String(typeof answer === "number" ? answer : question.max);
    case "single":
    case "multiple": {
      const options = optionsOf(question);
      const chosen = options.find(({ id }) => [answer].flat().includes(id)) ?? options[0];
      return chosen ? sayIn(chosen.text, language, own) : "";
    }
    case "text":
      return "…";
    case "email":
      return "name@example.com";
    default:
      return "";
  }
}

/**
 * What the preview shows of a draft; undefined while the draft cannot be asked.
 * @param visitor attributes of the made-up visitor @param measured also tells how high it is in a page
 */
export function sceneOf(
  definition: Definition,
  {
    step,
    language,
    theme,
    visitor,
    measured,
    from,
  }: {
    step: string | undefined;
    language: string;
    theme: Scene["theme"];
    visitor: Record<string, string>;
    measured: boolean;
    /** Who asks: then it is the survey's own page that is shown. */
    from?: string | undefined;
  },
): Scene | undefined {
  if (problemOf(definition)) return undefined;
  const { look, questions } = definition;
  const answers = step === undefined || step === "thanks" ? {} : (answersTo(questions, step) ?? {});
  return {
    type: PREVIEW,
    ask: askFor(definition, language),
    mode: from === undefined ? look.mode : "page",
    ...(from !== undefined && {
      page: {
        sheet: pageLook(look),
        from,
        asked: pageWordsFor(language).asked.replace("{name}", from),
      },
    }),
    tab: sayIn(look.tab ?? tabWordFor(language), language, definition.language),
    theme,
    answers,
    words: { ...visitor, ...saidBefore(definition, answers, step, language) },
    ...(step !== undefined && { step }),
    ...(measured && { measure: languagesOf(definition).map((tag) => askFor(definition, tag)) }),
  };
}
