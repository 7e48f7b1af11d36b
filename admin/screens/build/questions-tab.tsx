import {
  ArrowDown,
  ArrowUp,
  AtSign,
  ChartNoAxesColumn,
  Check,
  CircleDot,
  type IconNode,
  Info,
  ListChecks,
  MessageSquareText,
  PartyPopper,
  Plus,
  Trash2,
} from "lucide";
import { useState } from "preact/hooks";
import { sayIn } from "../../../domain/survey/ask.ts";
import type { Definition, Question } from "../../../domain/wire/survey.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { useQuery } from "../../state/location.ts";
import { toast } from "../../state/toasts.ts";
import { kindName } from "../../words/names.ts";
import {
  ADDABLE,
  ADDABLE_NAMES,
  carriesScore,
  moved,
  newQuestion,
  nextId,
  withAdded,
  withoutQuestion,
} from "./edits.ts";
import { impossibleIn } from "./impossible.ts";
import { QuestionForm } from "./question-form.tsx";
import { reachWords } from "./reach.ts";
import { Stage } from "./stage.tsx";
import { ThanksForm } from "./thanks-form.tsx";
import type { Draft } from "./use-draft.ts";
import { plainWords } from "./words.ts";

const ICONS: Record<Question["kind"], IconNode> = {
  score: ChartNoAxesColumn,
  single: CircleDot,
  multiple: ListChecks,
  text: MessageSquareText,
  consent: Check,
  email: AtSign,
  message: Info,
};

/** The questions in order, the one that is edited, and how it will look. */
export function QuestionsTab({ draft }: { draft: Draft }) {
  const [query, setQuery] = useQuery();
  const { definition, survey, change } = draft;
  const [language, setLanguage] = useState(definition.language);
  const chosen =
    query["question"] === "thanks"
      ? "thanks"
      : definition.questions.find(({ id }) => id === query["question"])?.id;
  const current = chosen ?? definition.questions[0]?.id;
  const question = definition.questions.find(({ id }) => id === current);
  const choose = (id: string) => setQuery({ question: id });

  const ids = () => {
    let option = Number(nextId("o", survey.free.option, definition).slice(1));
    return {
      question: nextId("q", survey.free.question, definition),
      option: () => `o${option++}`,
    };
  };
  const add = (kind: (typeof ADDABLE)[number]) => {
    const made = newQuestion(kind, ids());
    change(withAdded(definition, made));
    choose(made.id);
  };
  const remove = (gone: Question) => {
    const before = definition;
    change(withoutQuestion(definition, gone.id));
    setQuery({ question: undefined });
    toast("The question is removed.", async () => {
      change(before);
      choose(gone.id);
    });
  };

  return (
    <div class="builder">
      <section aria-label="Questions">
        <h2 class="label">Questions</h2>
        <ol class="steps">
          {definition.questions.map((one) => (
            <Step
              key={one.id}
              question={one}
              definition={definition}
              current={one.id === current}
              onChoose={() => choose(one.id)}
            />
          ))}
          <li>
            <button
              type="button"
              {...(current === "thanks" && { "aria-current": "step" as const })}
              onClick={() => choose("thanks")}
            >
              <Icon of={PartyPopper} />
              <span>Thank you</span>
              <small>{definition.thanks.link ? "With a link" : "The end"}</small>
            </button>
          </li>
        </ol>
        <Menu
          align="start"
          items={ADDABLE.map((kind) => ({ words: ADDABLE_NAMES[kind], onSelect: () => add(kind) }))}
        >
          <Icon of={Plus} />
          Add a question
        </Menu>
      </section>
      {question ? (
        <section class="form" aria-labelledby="question-head">
          <div class="head">
            <h2 id="question-head">Question {definition.questions.indexOf(question) + 1}</h2>
            <small>{kindName(question)}</small>
            <div class="end">
              <Button
                kind="bare"
                icon={ArrowUp}
                aria-label="Move up"
                aria-disabled={definition.questions[0] === question}
                onClick={() => change(moved(definition, question.id, -1))}
              />
              <Button
                kind="bare"
                icon={ArrowDown}
                aria-label="Move down"
                aria-disabled={definition.questions.at(-1) === question}
                onClick={() => change(moved(definition, question.id, 1))}
              />
              {!carriesScore(definition, question) && definition.questions.length > 1 && (
                <Button
                  kind="bare"
                  icon={Trash2}
                  aria-label="Remove this question"
                  onClick={() => remove(question)}
                />
              )}
            </div>
          </div>
          <AtQuestion draft={draft} id={question.id} />
          <QuestionForm
            key={`${question.id} ${language}`}
            question={question}
            draft={draft}
            language={language}
            newOption={() => nextId("o", survey.free.option, definition)}
          />
        </section>
      ) : (
        <section class="form" aria-label="Thank you">
          <h2>Thank you</h2>
          <AtQuestion draft={draft} id="thanks" />
          <ThanksForm draft={draft} language={language} />
        </section>
      )}
      <Stage definition={definition} step={current} language={language} onLanguage={setLanguage} />
    </div>
  );
}

/** What keeps this question from being saved or published. */
function AtQuestion({ draft: { definition, refused, saving }, id }: { draft: Draft; id: string }) {
  const words = refused[id];
  const problem =
    saving.state === "invalid" && saving.problem.question === id ? saving.problem.text : undefined;
  const impossible = impossibleIn(definition, Date.now()).filter(({ question }) => question === id);
  return (
    <>
      {(words ?? problem) !== undefined && (
        <p class="problem" role="alert">
          {problem ?? `Not published: ${words}.`}
        </p>
      )}
      {impossible.map(({ text }) => (
        <p class="problem" key={text}>
          {text}
        </p>
      ))}
    </>
  );
}

function Step({
  question,
  definition,
  current,
  onChoose,
}: {
  question: Question;
  definition: Definition;
  current: boolean;
  onChoose: () => void;
}) {
  const text = plainWords(
    sayIn(question.text, definition.language, definition.language),
    definition.questions,
  );
  const facts = [kindName(question), reachWords(definition.questions, question.id)].filter(Boolean);
  return (
    <li>
      <button
        type="button"
        {...(current && { "aria-current": "step" as const })}
        onClick={onChoose}
      >
        <Icon of={ICONS[question.kind]} />
        <span>{text || "No words yet"}</span>
        <small>{facts.join(", ")}</small>
      </button>
    </li>
  );
}
