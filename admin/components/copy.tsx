import { Check, Copy as CopyIcon } from "lucide";
import { useState } from "preact/hooks";
import { toastError } from "../state/toasts.ts";
import { Button } from "./button.tsx";

const SHOWN_MS = 2000;

/** Something to paste elsewhere, and the button that copies it. */
export function Copy({
  text,
  label,
  code = true,
}: {
  text: string;
  label: string;
  code?: boolean;
}) {
  const [done, setDone] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        setDone(true);
        setTimeout(() => setDone(false), SHOWN_MS);
      },
      (error: unknown) =>
        toastError("It could not be copied. Select it and copy it by hand.", error),
    );
  return (
    <div class="copy">
      {code ? (
        <code tabIndex={0}>{text}</code>
      ) : (
        <a href={text} target="_blank" rel="noreferrer">
          {text}
        </a>
      )}
      <Button
        icon={done ? Check : CopyIcon}
        aria-label={`Copy ${label}`}
        onClick={() => void copy()}
      >
        {done ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
