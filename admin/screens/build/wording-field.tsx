import { Plus } from "lucide";
import { useRef, useState } from "preact/hooks";
import { sayIn } from "../../../domain/survey/ask.ts";
import type { Question } from "../../../domain/wire/survey.ts";
import { Field, TextArea } from "../../components/field.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { me } from "../../state/me.ts";
import { AttributeDialog } from "./attribute-dialog.tsx";
import { attributePlaceholder } from "./placeholders.ts";
import { plainWords } from "./words.ts";

const SHORT = 44;
const MOST = 500;

/** Words that may repeat an earlier answer or say an attribute of the visitor. */
export function WordingField({
  label,
  value,
  rows = 2,
  hint,
  earlier,
  questions,
  own,
  attributes = me.value.workspace.attributes,
  onText,
}: {
  label: string;
  value: string;
  rows?: number;
  hint?: string;
  /** Questions that come before these words, and all of them. */
  earlier: readonly Question[];
  questions: readonly Question[];
  own: string;
  /** Attributes to offer; any other can be named. */
  attributes?: readonly string[];
  onText: (text: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  const field = () => box.current?.querySelector<HTMLTextAreaElement>(".input") ?? undefined;
  const insert = (placeholder: string) => {
    const { selectionStart, selectionEnd } = field() ?? {};
    const [start, end] = [selectionStart ?? value.length, selectionEnd ?? value.length];
    const next = value.slice(0, start) + placeholder + value.slice(end);
    if (next.length > MOST) return;
    onText(next);
    // Once the words are in the field, typing goes on behind them.
    requestAnimationFrame(() => {
      field()?.focus();
      field()?.setSelectionRange(start + placeholder.length, start + placeholder.length);
    });
  };
  const answered = earlier.filter(({ kind }) => kind !== "message");
  const common = { label, value, maxLength: MOST, ...(hint !== undefined && { hint }) };
  return (
    <div class="wording" ref={box}>
      {rows > 1 ? (
        <TextArea {...common} rows={rows} onInput={(event) => onText(event.currentTarget.value)} />
      ) : (
        <Field {...common} onInput={(event) => onText(event.currentTarget.value)} />
      )}
      <Menu
        class="button bare insert"
        label={`Insert into ${label}`}
        items={[
          ...answered.map((one) => ({
            words: `Answer to ${questions.indexOf(one) + 1}. ${shortened(plainWords(sayIn(one.text, own, own), questions))}`,
            onSelect: () => insert(`{{${one.id}}}`),
          })),
          ...attributes.map((name) => ({
            words: `Attribute ${name}`,
            onSelect: () => insert(attributePlaceholder(name, "")),
          })),
          {
            words: "An attribute …",
            onSelect: () => {
              // Where the focus is goes back to when the dialog closes.
              field()?.focus();
              setAsking(true);
            },
          },
        ]}
      >
        <Icon of={Plus} />
        Insert
      </Menu>
      {asking && (
        <AttributeDialog
          attributes={attributes}
          onClose={() => setAsking(false)}
          onInsert={(placeholder) => {
            setAsking(false);
            insert(placeholder);
          }}
        />
      )}
    </div>
  );
}

const shortened = (text: string) => (text.length > SHORT ? `${text.slice(0, SHORT)} …` : text);
