import type { IconNode } from "lucide";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";

export type MenuItem = {
  words: string;
  icon?: IconNode;
  onSelect?: () => void;
  href?: string;
  danger?: boolean;
};

const GAP = 4;

/** A button with a list of actions. Escape and a click elsewhere close it, arrows move in it. */
export function Menu({
  label,
  children,
  items,
  class: extra = "button",
  align = "end",
}: {
  /** Spoken name where the button shows an icon alone. */
  label?: string;
  children: ComponentChildren;
  items: readonly (MenuItem | false | undefined)[];
  class?: string;
  align?: "start" | "end";
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

  const place = () => {
    if (!button.current || !list.current) return;
    const at = button.current.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = list.current;
    const left = align === "end" ? at.right - width : at.left;
    const below = at.bottom + GAP + height <= innerHeight || at.top < height;
    list.current.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
    list.current.style.top = `${below ? at.bottom + GAP : at.top - GAP - height}px`;
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        class={extra}
        popovertarget={id}
        aria-haspopup="menu"
        {...(label && { "aria-label": label })}
      >
        {children}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        class="menu"
        aria-label={label ?? "Actions"}
        onToggle={(event: Event) => {
          if ((event as ToggleEvent).newState !== "open") return;
          place();
          entries()[0]?.focus();
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          const all = entries();
          const now = all.indexOf(document.activeElement as HTMLElement);
          all[(now + step + all.length) % all.length]?.focus();
        }}
      >
        {items.map(
          (item) =>
            item && (
              <Entry key={item.words} item={item} close={() => list.current?.hidePopover()} />
            ),
        )}
      </div>
    </>
  );
}

function Entry({ item, close }: { item: MenuItem; close: () => void }) {
  const content = (
    <>
      {item.icon && <Icon of={item.icon} />}
      <span>{item.words}</span>
    </>
  );
  if (item.href) {
    return (
      <a role="menuitem" href={item.href} onClick={close}>
        {content}
      </a>
    );
  }
  return (
    <button
      type="button"
      role="menuitem"
      class={item.danger ? "danger" : undefined}
      onClick={() => {
        close();
        item.onSelect?.();
      }}
    >
      {content}
    </button>
  );
}
