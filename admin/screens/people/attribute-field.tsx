import { Plus } from "lucide";
import { useId, useState } from "preact/hooks";
import type { AttributeType, PeopleAttributes } from "../../../domain/wire/people.ts";
import { Button } from "../../components/button.tsx";
import { Field, Select } from "../../components/field.tsx";
import { attributeName } from "../../words/names.ts";
import { isAttribute } from "../build/placeholders.ts";
import { TYPES } from "./import/columns.ts";

/** The value of one attribute, in the field that its type wants. */
export function AttributeField({
  name,
  type,
  value,
  error,
  onChange,
}: {
  name: string;
  type: AttributeType;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const label = attributeName(name);
  if (type === "boolean") {
    return (
      <Select
        label={label}
        value={value}
        options={[
          ["", "Not known"],
          ["true", "Yes"],
          ["false", "No"],
        ]}
        onChange={onChange}
      />
    );
  }
  return (
    <Field
      label={label}
      autoComplete="off"
      maxLength={200}
      value={value}
      error={error}
      {...(type === "date" && { type: "date" })}
      {...(type === "number" && { inputMode: "decimal" })}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Names one more attribute; of a new one also what kind of value it holds. */
export function NewAttribute({
  known,
  taken,
  onAdd,
}: {
  known: PeopleAttributes["items"];
  taken: readonly string[];
  onAdd: (name: string, type: AttributeType) => void;
}) {
  const list = useId();
  const [name, setName] = useState("");
  const [type, setType] = useState<AttributeType>("text");
  const [tried, setTried] = useState(false);
  const existing = known.find((one) => one.name === name);
  const problem = !isAttribute(name)
    ? "Small letters, digits and _, beginning with a letter."
    : taken.includes(name)
      ? "It is above already."
      : undefined;
  const add = () => {
    setTried(true);
    if (problem === undefined) onAdd(name, existing?.type ?? type);
  };
  return (
    <div class="new-attribute">
      <Field
        label="Name of the attribute"
        list={list}
        autofocus
        autoComplete="off"
        spellcheck={false}
        maxLength={40}
        placeholder="plan"
        value={name}
        error={tried ? problem : undefined}
        onInput={(event) => setName(event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          add();
        }}
      />
      <datalist id={list}>
        {known
          .filter((one) => !taken.includes(one.name))
          .map((one) => (
            <option key={one.name} value={one.name} />
          ))}
      </datalist>
      <Select
        label="Kind of value"
        value={existing?.type ?? type}
        disabled={existing !== undefined}
        options={Object.entries(TYPES)}
        onChange={(next) => setType(next as AttributeType)}
      />
      <Button icon={Plus} onClick={add}>
        Add
      </Button>
    </div>
  );
}
