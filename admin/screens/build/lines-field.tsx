import { useState } from "preact/hooks";
import { TextArea } from "../../components/field.tsx";

/** A list, one a line. What was undone or changed elsewhere is taken over. */
export function LinesField({
  label,
  values,
  rows,
  placeholder,
  hint,
  error,
  onChange,
}: {
  label: string;
  values: readonly string[];
  rows: number;
  placeholder?: string;
  hint?: string;
  error?: string | undefined;
  onChange: (values: string[]) => void;
}) {
  const [text, setText] = useState(values.join("\n"));
  if (linesOf(text).join("\n") !== values.join("\n")) setText(values.join("\n"));
  return (
    <TextArea
      label={label}
      rows={rows}
      value={text}
      spellcheck={false}
      error={error}
      {...(placeholder !== undefined && { placeholder })}
      {...(hint !== undefined && { hint })}
      onInput={(event) => {
        setText(event.currentTarget.value);
        onChange(linesOf(event.currentTarget.value));
      }}
    />
  );
}

/** The lines of a text that say something. */
function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
