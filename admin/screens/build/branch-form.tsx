import { Plus, X } from "lucide";
import { sayIn } from "../../../domain/survey/ask.ts";
import { optionsOf } from "../../../domain/survey/changes.ts";
import type { Branch, Definition, Question } from "../../../domain/wire/survey.ts";
import { Button } from "../../components/button.tsx";
import { Check, Select } from "../../components/field.tsx";
import { isAlways, withBranches } from "./edits.ts";
import { plainWords } from "./words.ts";

const NEXT = "next";

/** Where a respondent goes after this question. */
export function BranchForm({
  question,
  definition,
  set,
}: {
  question: Question;
  definition: Definition;
  set: (question: Question) => void;
}) {
  const own = definition.language;
  const rules = question.branches ?? [];
  const ruled = rules.filter((rule) => !isAlways(rule));
  const always = rules.find(isAlways);
  const at = definition.questions.indexOf(question);
  const later = definition.questions.slice(at + 1);
  const short = (one: Question) =>
    `${definition.questions.indexOf(one) + 1}. ${plainWords(sayIn(one.text, own, own), definition.questions)}`;
  const targets = [
    ...later.map((one) => [one.id, short(one)] as const),
    ["end", "Thank you"] as const,
  ];
  const forks =
    question.kind === "score" || question.kind === "single" || question.kind === "multiple";
  const change = (next: readonly Branch[]) =>
    set(withBranches(question, [...next, ...(always ? [always] : [])]));
  const goOf = (rule: Branch) => (targets.some(([id]) => id === rule.go) ? rule.go : "");
  const lost = rules.some((rule) => goOf(rule) === "");
  return (
    <fieldset class="form">
      <legend>Where it leads</legend>
      {forks && (
        <ul class="rules">
          {ruled.map((rule, i) => (
            <li key={i}>
              <Condition
                question={question}
                rule={rule}
                own={own}
                onChange={(next) => change(ruled.map((one, j) => (j === i ? next : one)))}
              />
              <Select
                label={`Rule ${i + 1} leads to`}
                hideLabel
                value={goOf(rule)}
                options={goOf(rule) === "" ? [["", "Choose where to"], ...targets] : targets}
                onChange={(go) => change(ruled.map((one, j) => (j === i ? { ...one, go } : one)))}
              />
              <Button
                kind="bare"
                icon={X}
                aria-label={`Remove rule ${i + 1}`}
                onClick={() => change(ruled.filter((_, j) => j !== i))}
              />
            </li>
          ))}
        </ul>
      )}
      {forks && later.length > 0 && (
        <div class="actions">
          <Button
            kind="bare"
            icon={Plus}
            onClick={() => change([...ruled, newRule(question, later[0]?.id ?? "end")])}
          >
            Add a rule
          </Button>
        </div>
      )}
      <Select
        label={ruled.length > 0 ? "Otherwise" : "Then"}
        value={always ? goOf(always) || NEXT : NEXT}
        options={[
          [NEXT, later[0] ? `Next: ${short(later[0])}` : "Thank you"],
          ...(later.length > 0 ? targets : []),
        ]}
        onChange={(go) => set(withBranches(question, go === NEXT ? ruled : [...ruled, { go }]))}
      />
      {lost && (
        <p class="hint">
          A rule leads backwards or nowhere and is passed over. Choose where it leads.
        </p>
      )}
    </fieldset>
  );
}

function newRule(question: Question, go: string): Branch {
  if (question.kind === "score") return { from: question.min, to: question.max, go };
  return {
    any: optionsOf(question)
      .slice(0, 1)
      .map(({ id }) => id),
    go,
  };
}

function Condition({
  question,
  rule,
  own,
  onChange,
}: {
  question: Question;
  rule: Branch;
  own: string;
  onChange: (rule: Branch) => void;
}) {
  if (question.kind === "score") {
    const steps = Array.from(
      { length: question.max - question.min + 1 },
      (_, i) => question.min + i,
    );
    const options = steps.map((step) => [String(step), String(step)] as const);
    const [from, to] = [rule.from ?? question.min, rule.to ?? question.max];
    return (
      <div class="between">
        <span>From</span>
        <Select
          label="From"
          hideLabel
          value={String(from)}
          options={options}
          onChange={(value) =>
            onChange({ ...rule, from: Number(value), to: Math.max(Number(value), to) })
          }
        />
        <span>to</span>
        <Select
          label="To"
          hideLabel
          value={String(to)}
          options={options}
          onChange={(value) =>
            onChange({ ...rule, to: Number(value), from: Math.min(Number(value), from) })
          }
        />
        <span>go to</span>
      </div>
    );
  }
  const chosen = rule.any ?? [];
  return (
    <div class="any">
      <span>When the answer is</span>
      {optionsOf(question).map(({ id, text }) => (
        <Check
          key={id}
          label={sayIn(text, own, own)}
          checked={chosen.includes(id)}
          onChange={(checked) =>
            onChange({
              ...rule,
              any: checked ? [...chosen, id] : chosen.filter((one) => one !== id),
            })
          }
        />
      ))}
      <span>go to</span>
    </div>
  );
}
