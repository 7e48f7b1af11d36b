import { Plus, X } from "lucide";
import { useId } from "preact/hooks";
import type { AttributeType, PeopleAttributes } from "../../../domain/wire/people.ts";
import type { AttributeRule } from "../../../domain/wire/survey.ts";
import { peopleApi } from "../../api/people.ts";
import { Button } from "../../components/button.tsx";
import { Field, Select } from "../../components/field.tsx";
import { useResource } from "../../state/resource.ts";
import { attributeName } from "../../words/names.ts";
import { LinesField } from "../build/lines-field.tsx";
import { OPERATORS } from "../build/rule-words.ts";
import {
  BARE,
  BOUND,
  OPERATORS_BY_TYPE,
  isWhole,
  withName,
  withOperator,
} from "./segment-rules.ts";

const MOST = 20;
type Known = PeopleAttributes["items"];

/** What is known of a person must be so; a row each. */
export function AttributeRules({
  rules,
  onChange,
}: {
  rules: readonly AttributeRule[];
  onChange: (rules: AttributeRule[]) => void;
}) {
  const known = useResource("people attributes", "all", () => peopleApi.attributes());
  const items = known.data?.items ?? [];
  const typeOf = (name: string) => items.find((one) => one.name === name)?.type ?? "text";
  return (
    <fieldset class="form rules-part">
      <legend class="label">Attributes</legend>
      {rules.map((rule, i) => (
        <Rule
          key={i}
          rule={rule}
          place={i + 1}
          known={items}
          type={typeOf(rule.name)}
          onChange={(next) => onChange(rules.map((one, at) => (at === i ? next : one)))}
          onRemove={() => onChange(rules.filter((_, at) => at !== i))}
        />
      ))}
      {known.data && items.length === 0 && rules.length === 0 && (
        <p class="quiet">No person has an attribute yet.</p>
      )}
      <div class="actions">
        {rules.length < MOST && (
          <Button
            kind="bare"
            icon={Plus}
            onClick={() => {
              const [first] = items;
              const rule: AttributeRule = { name: first?.name ?? "plan", is: "one_of", values: [] };
              onChange([...rules, withName(rule, rule.name, first?.type ?? "text")]);
            }}
          >
            Add a rule for an attribute
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function Rule({
  rule,
  place,
  known,
  type,
  onChange,
  onRemove,
}: {
  rule: AttributeRule;
  place: number;
  known: Known;
  type: AttributeType;
  onChange: (rule: AttributeRule) => void;
  onRemove: () => void;
}) {
  const { name, is, values = [] } = rule;
  const names = [...new Set([...known.map((one) => one.name), name])];
  // What was saved before the attribute got its kind stays to be seen.
  const allowed = [...new Set([...OPERATORS_BY_TYPE[type], is])];
  return (
    <div class="attribute-rule" role="group" aria-label={`Rule ${place} for an attribute`}>
      <Select
        label="Attribute"
        value={name}
        options={names.map((one) => [one, attributeName(one)] as const)}
        onChange={(next) =>
          onChange(withName(rule, next, known.find((one) => one.name === next)?.type ?? "text"))
        }
      />
      <Select
        label="Condition"
        value={is}
        options={allowed.map((one) => [one, OPERATORS[one]] as const)}
        onChange={(next) => onChange(withOperator(rule, next as AttributeRule["is"]))}
      />
      <Button
        kind="bare"
        icon={X}
        aria-label={`Remove rule ${place} for an attribute`}
        onClick={onRemove}
      />
      {!BARE.includes(is) && (
        <Values
          rule={rule}
          type={type}
          examples={known.find((one) => one.name === name)?.examples ?? []}
          values={values}
          onChange={(next) => onChange({ name, is, values: next })}
        />
      )}
    </div>
  );
}

/** What the attribute is compared with, in the field that its kind wants. */
function Values({
  rule,
  type,
  examples,
  values,
  onChange,
}: {
  rule: AttributeRule;
  type: AttributeType;
  examples: readonly string[];
  values: readonly string[];
  onChange: (values: string[]) => void;
}) {
  const list = useId();
  const whole = isWhole(rule);
  if (type === "boolean") {
    return (
      <Select
        label="Value"
        value={values[0] ?? "true"}
        options={[
          ["true", "Yes"],
          ["false", "No"],
        ]}
        onChange={(value) => onChange([value])}
      />
    );
  }
  if (BOUND.includes(rule.is)) {
    return (
      <Field
        label="Number"
        inputMode="decimal"
        autoComplete="off"
        list={list}
        value={values[0] ?? ""}
        error={whole || values.length === 0 ? undefined : "A number such as 12.5."}
        onInput={(event) => {
          const text = event.currentTarget.value.trim();
          onChange(text === "" ? [] : [text]);
        }}
      />
    );
  }
  const left = examples.filter((one) => !values.includes(one)).slice(0, 6);
  return (
    <div class="values">
      <LinesField
        label={rule.is === "none_of" ? "None of these, one a line" : "Any of these, one a line"}
        rows={Math.min(6, Math.max(2, values.length))}
        values={values}
        {...(type === "date" && {
          hint: "Days as 2026-01-31; “contains” takes 2026-01 for a month.",
        })}
        onChange={onChange}
      />
      {left.length > 0 && (
        <div class="chips" role="group" aria-label="Values that people have">
          {left.map((one) => (
            <button key={one} type="button" class="chip" onClick={() => onChange([...values, one])}>
              <span class="sr">Add </span>
              {one}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
