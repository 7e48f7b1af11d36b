import { Undo2, X } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Toast, attempt, dismissToast, toasts } from "../state/toasts.ts";
import { Button, useBusy } from "./button.tsx";

const STAY_MS = 8000;

/**
 * What was just done, with a way back. It waits while the pointer or the focus is on it. Ctrl or Cmd
 * and Z takes the newest back, since it stands last on the page.
 */
export function Toasts() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || !(event.metaKey || event.ctrlKey)) return;
      if (event.shiftKey || event.defaultPrevented || typing(event.target)) return;
      const buttons = box.current?.querySelectorAll<HTMLButtonElement>(`[aria-keyshortcuts]`);
      buttons?.[buttons.length - 1]?.click();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <div ref={box} class="toasts" role="status" aria-live="polite">
      {toasts.value.map((one) => (
        <Line key={one.id} toast={one} />
      ))}
    </div>
  );
}

/** Whether a key goes into a field, where undoing is the browser's. */
function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("textarea, select, input:not([type=checkbox], [type=radio])");
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
          aria-keyshortcuts="Control+Z Meta+Z"
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
