import { Plus, X } from "lucide";
import { useId } from "preact/hooks";
import type { AttributeRule } from "../../../domain/wire/survey.ts";
import { Button } from "../../components/button.tsx";
import { Check, Field, Select } from "../../components/field.tsx";
import { me } from "../../state/me.ts";
import { LinesField } from "./lines-field.tsx";
import { isAttribute } from "./placeholders.ts";
import { isComplete } from "./problems.ts";
import type { RulePart } from "./rule-part.ts";
import { OPERATORS } from "./rule-words.ts";

const MOST = 20;
const MANY = new Set<AttributeRule["is"]>(["one_of", "none_of", "contains"]);
const BOUND = new Set<AttributeRule["is"]>(["more", "less"]);

/** What attributes of the visitor must be, a row each. */
export function AttributeRules({ targeting, set }: RulePart) {
  const list = useId();
  const rules = targeting.attributes ?? [];
  const names = me.value.workspace.attributes;
  const put = (next: AttributeRule[]) => set({ attributes: next.length > 0 ? next : undefined });
  return (
    <fieldset class="form attributes">
      <legend class="label">Attributes</legend>
      {rules.map((rule, i) => (
        <Rule
          key={i}
          rule={rule}
          place={i + 1}
          list={list}
          onChange={(next) => put(rules.map((one, at) => (at === i ? next : one)))}
          onRemove={() => put(rules.filter((_, at) => at !== i))}
        />
      ))}
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div class="actions">
        {rules.length < MOST && (
          <Button
            kind="bare"
            icon={Plus}
            onClick={() => put([...rules, { name: names[0] ?? "plan", is: "set" }])}
          >
            Add a rule for an attribute
          </Button>
        )}
      </div>
      {rules.length > 0 && (
        <small>
          What your page passes along about a visitor, or your server signs. Values are compared as
          text, letter by letter. Every rule must hold.
        </small>
      )}
    </fieldset>
  );
}

function Rule({
  rule,
  place,
  list,
  onChange,
  onRemove,
}: {
  rule: AttributeRule;
  place: number;
  list: string;
  onChange: (rule: AttributeRule) => void;
  onRemove: () => void;
}) {
  const { values = [], signed, ...rest } = rule;
  const keep = signed && { signed };
  return (
    <div class="attribute-rule" role="group" aria-label={`Rule ${place} for an attribute`}>
      <Field
        label="Name"
        list={list}
        autoComplete="off"
        spellcheck={false}
        value={rule.name}
        maxLength={40}
        error={isAttribute(rule.name) ? undefined : "Small letters, digits and _."}
        onInput={(event) => onChange({ ...rule, name: event.currentTarget.value.trim() })}
      />
      <Select
        label="Condition"
        value={rule.is}
        options={Object.entries(OPERATORS)}
        onChange={(value) => onChange({ ...withOperator(rule, value as AttributeRule["is"]) })}
      />
      <Button
        kind="bare"
        icon={X}
        aria-label={`Remove rule ${place} for an attribute`}
        onClick={onRemove}
      />
      {MANY.has(rule.is) && (
        <LinesField
          label={rule.is === "none_of" ? "None of these, one a line" : "Any of these, one a line"}
          rows={2}
          values={values}
          error={isComplete(rule) ? undefined : "At least one value."}
          onChange={(next) => onChange({ ...rest, values: next, ...keep })}
        />
      )}
      {BOUND.has(rule.is) && (
        <Field
          label="Number"
          inputMode="decimal"
          autoComplete="off"
          value={values[0] ?? ""}
          error={isComplete(rule) ? undefined : "A number to compare with."}
          onInput={(event) =>
            onChange({ ...rest, values: [event.currentTarget.value.trim()], ...keep })
          }
        />
      )}
      <Check
        label="Only if signed"
        hint="A page can claim anything: this counts only what your server signed in the visitor’s proof."
        checked={signed ?? false}
        onChange={(checked) =>
          onChange({ ...rest, ...(rule.values && { values }), ...(checked && { signed: true }) })
        }
      />
    </div>
  );
}

/** A rule with another condition; values stay where the new one compares with any. */
function withOperator(rule: AttributeRule, is: AttributeRule["is"]): AttributeRule {
  const { values, ...rest } = rule;
  if (is === "set" || is === "unset") return { ...rest, is };
  const first = values?.[0] ?? "";
  return { ...rest, is, values: BOUND.has(is) ? [first] : (values ?? []).filter(Boolean) };
}
