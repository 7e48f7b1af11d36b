import { useId, useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { attributePlaceholder, isAttribute } from "./placeholders.ts";

/** Asks which attribute of the visitor is said, and what where it is unknown. */
export function AttributeDialog({
  attributes,
  onClose,
  onInsert,
}: {
  /** Names to choose from. */
  attributes: readonly string[];
  onClose: () => void;
  onInsert: (placeholder: string) => void;
}) {
  const list = useId();
  const form = useId();
  const [name, setName] = useState("");
  const [fallback, setFallback] = useState("");
  const [tried, setTried] = useState(false);
  const valid = isAttribute(name);
  return (
    <Dialog
      title="Insert an attribute"
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form={form}>
            Insert
          </Button>
        </>
      }
    >
      <form
        id={form}
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (valid) onInsert(attributePlaceholder(name, fallback));
        }}
      >
        <p>What is known about a person can stand in the words they read.</p>
        <Field
          label="Name of the attribute"
          autofocus
          autoComplete="off"
          list={list}
          placeholder="first_name"
          value={name}
          maxLength={40}
          error={
            tried && !valid ? "Small letters, digits and _, beginning with a letter." : undefined
          }
          hint="As your page passes it to verbatim('set', …) or verbatim('identify', …), or as it stands under People."
          onInput={(event) => setName(event.currentTarget.value.trim())}
        />
        <datalist id={list}>
          {attributes.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <Field
          label="Words where it is unknown"
          autoComplete="off"
          placeholder="there"
          value={fallback}
          maxLength={100}
          hint="Empty: nothing is said there."
          onInput={(event) => setFallback(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
