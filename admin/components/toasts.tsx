import { Undo2, X } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { type Toast, attempt, dismissToast, toasts } from "../state/toasts.ts";
import { Button, useBusy } from "./button.tsx";

const STAY_MS = 8000;

/** What was just done, with a way back. It waits while the pointer or the focus is on it. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((one) => (
        <Line key={one.id} toast={one} />
      ))}
    </div>
  );
}

function Line({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  const [busy, run] = useBusy();
  const { id, undo } = toast;
  useEffect(() => {
    if (held || toast.problem) return;
    const timer = setTimeout(() => dismissToast(id), STAY_MS);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    <div
      class={`toast ${toast.problem ? "problem" : ""}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusCapture={() => setHeld(true)}
    >
      <span>{toast.text}</span>
      {undo && (
        <Button
          kind="bare"
          icon={Undo2}
          busy={busy}
          onClick={() =>
            void run(() => attempt("That could not be undone.", undo)).then(() => dismissToast(id))
          }
        >
          Undo
        </Button>
      )}
      <Button kind="bare" icon={X} aria-label="Dismiss" onClick={() => dismissToast(id)} />
    </div>
  );
}
