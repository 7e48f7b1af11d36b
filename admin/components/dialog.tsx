import { X } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./button.tsx";

/** A window over the page, for what must be decided before going on. Mounted means open. */
export function Dialog({
  title,
  onClose,
  children,
  actions,
  class: extra = "",
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  actions?: ComponentChildren;
  class?: string;
}) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const back = document.activeElement as HTMLElement | null;
    box.current?.showModal();
    // Nothing is chosen for the reader: only a field that asks for it takes the focus.
    if (!box.current?.querySelector("[autofocus]")) box.current?.focus();
    return () => back?.focus();
  }, []);
  return (
    <dialog
      ref={box}
      tabIndex={-1}
      class={`dialog ${extra}`}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === box.current && onClose()}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <Button kind="bare" icon={X} aria-label="Close" onClick={onClose} />
      </div>
      <div class="dialog-body">{children}</div>
      {actions && <div class="dialog-actions">{actions}</div>}
    </dialog>
  );
}
