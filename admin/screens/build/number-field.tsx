import { useState } from "preact/hooks";
import { Field } from "../../components/field.tsx";
import { count } from "../../words/format.ts";

/**
 * A number as it is typed: only one within the bounds goes on. What was undone or changed elsewhere
 * is taken over.
 * @param value undefined: none, which is allowed where `empty` says what that means
 */
export function NumberField({
  label,
  value,
  min,
  max,
  hint,
  empty,
  fractions = false,
  onChange,
}: {
  label: string;
  value: number | undefined;
  min: number;
  max: number;
  hint?: string;
  empty?: string;
  fractions?: boolean;
  onChange: (value: number | undefined) => void;
}) {
  const [text, setText] = useState(String(value ?? ""));
  const [before, setBefore] = useState(value);
  if (before !== value) {
    setBefore(value);
    if (numberOf(text) !== value) setText(String(value ?? ""));
  }
  const fits = (typed: string): boolean => {
    if (typed.trim() === "") return empty !== undefined;
    const n = numberOf(typed);
    return n !== undefined && n >= min && n <= max && (fractions || Number.isInteger(n));
  };
  return (
    <Field
      label={label}
      inputMode={fractions ? "decimal" : "numeric"}
      autoComplete="off"
      placeholder={empty}
      value={text}
      error={
        fits(text)
          ? undefined
          : `A ${fractions ? "" : "whole "}number from ${count(min)} to ${count(max)}${empty === undefined ? "" : ", or empty"}.`
      }
      {...(hint !== undefined && { hint })}
      onInput={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        if (!fits(typed)) return;
        setBefore(numberOf(typed));
        onChange(numberOf(typed));
      }}
    />
  );
}

/** What was typed, with a point or a comma; undefined for nothing and for what is no number. */
function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/u.test(plain) ? Number(plain) : undefined;
}
