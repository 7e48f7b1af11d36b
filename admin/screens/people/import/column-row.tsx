import type { AttributeType } from "../../../../domain/wire/people.ts";
import { Field, Select } from "../../../components/field.tsx";
import { isAttribute } from "../../build/placeholders.ts";
import {
  type Column,
  TARGETS,
  TYPES,
  type Target,
  attributeNameOf,
  formOf,
  formsOf,
} from "./columns.ts";
import { convertRow } from "./convert.ts";
import type { Form } from "./values.ts";

/** One column: what it is called, what stands in it, and what becomes of it. */
export function ColumnRow({
  column,
  known,
  onChange,
}: {
  column: Column;
  known: Readonly<Record<string, AttributeType>>;
  onChange: (column: Column) => void;
}) {
  const { head, samples, target, name, type, form } = column;
  const forms = formsOf(column);
  const typed = known[name];
  const setTarget = (next: Target) => {
    const kind = known[name] ?? type;
    onChange({
      ...column,
      target: next,
      name: name || attributeNameOf(head),
      form: next === "attribute" ? formOf(kind, samples) : "plain",
    });
  };
  const setType = (next: AttributeType) =>
    onChange({ ...column, type: next, form: formOf(next, samples) });
  return (
    <li class={`column ${target === "skip" ? "skipped" : ""}`} aria-label={`Column ${head}`}>
      <div class="column-head">
        <b>{head}</b>
        <small>
          {samples.length === 0
            ? "Empty in the first rows"
            : samples.map((sample, i) => (
                <bdi key={i}>
                  {i > 0 && ", "}
                  {sample}
                </bdi>
              ))}
        </small>
      </div>
      <Select
        label={`What ${head} is`}
        hideLabel
        value={target}
        options={Object.entries(TARGETS)}
        onChange={(next) => setTarget(next as Target)}
      />
      {target === "attribute" && (
        <>
          <Field
            label={`Name of the attribute for ${head}`}
            hideLabel
            autoComplete="off"
            spellcheck={false}
            maxLength={40}
            value={name}
            error={isAttribute(name) ? undefined : "Small letters, digits and _."}
            onInput={(event) => {
              const next = event.currentTarget.value.trim();
              const kind = known[next] ?? type;
              onChange({ ...column, name: next, type: kind, form: formOf(kind, samples) });
            }}
          />
          <Select
            label={`Kind of value in ${head}`}
            hideLabel
            value={type}
            disabled={typed !== undefined && typed === type}
            options={Object.entries(TYPES)}
            onChange={(next) => setType(next as AttributeType)}
          />
        </>
      )}
      {forms && (
        <Select
          label={`How ${head} is written`}
          hideLabel
          value={form}
          options={forms}
          onChange={(next) => onChange({ ...column, form: next as Form })}
        />
      )}
      <Outcome column={column} />
    </li>
  );
}

/** What the first value becomes, where it is not what it was; or why it cannot be read. */
function Outcome({ column }: { column: Column }) {
  const [sample] = column.samples;
  if (sample === undefined || column.target === "skip" || column.target === "person") return null;
  const id: Column = { ...column, head: "", target: "person" };
  const result = convertRow([sample, "x"], [column, id], { emptyTakesAway: false });
  if ("problems" in result) {
    return <small class="problem outcome">{result.problems[0]?.message}</small>;
  }
  const { attributes, email, language, consent, subscription } = result.person;
  const value = attributes?.[column.name] ?? email ?? language ?? consent ?? subscription;
  const said = typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
  return said === sample ? null : (
    <small class="outcome">
      {sample} becomes {said}
    </small>
  );
}
