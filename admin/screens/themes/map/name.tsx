import { PenLine } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../../components/button.tsx";

/** The name of a theme; a curator changes it where it stands. */
export function Name({
  label,
  onRename,
}: {
  label: string;
  /** Without it the name only reads. */
  onRename: ((label: string) => void) | undefined;
}) {
  const [editing, setEditing] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const stop = () => {
    setEditing(false);
    // The button comes back in the place of the field; the focus goes with it.
    requestAnimationFrame(() => box.current?.querySelector("button")?.focus());
  };
  return (
    <div ref={box} class="theme-name">
      <h2 class={editing ? "sr" : undefined}>
        <bdi>{label}</bdi>
      </h2>
      {editing ? (
        <Editor
          label={label}
          onStop={stop}
          onSave={(name) => {
            if (name !== label) onRename?.(name);
            stop();
          }}
        />
      ) : (
        onRename && (
          <Button
            kind="bare"
            icon={PenLine}
            aria-label="Rename this theme"
            onClick={() => setEditing(true)}
          />
        )
      )}
    </div>
  );
}

function Editor({
  label,
  onSave,
  onStop,
}: {
  label: string;
  onSave: (name: string) => void;
  onStop: () => void;
}) {
  const [typed, setTyped] = useState(label);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const name = typed.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name) onSave(name);
      }}
      onKeyDown={(event) => event.key === "Escape" && onStop()}
    >
      <input
        ref={field}
        class="input"
        aria-label="Name of this theme"
        value={typed}
        maxLength={60}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" kind="primary" aria-disabled={!name}>
        Rename
      </Button>
      <Button kind="bare" onClick={onStop}>
        Cancel
      </Button>
    </form>
  );
}
