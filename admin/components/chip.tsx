import { X } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

/** A small fact. */
export function Chip({ children }: { children: ComponentChildren }) {
  return <span class="chip">{children}</span>;
}

const CLASSES = { positive: "pos", negative: "neg", neutral: "" } as const;

/** A theme with the sentiment of its mention; leads to the theme. */
export function ThemeChip({
  label,
  sentiment,
  href,
}: {
  label: string;
  sentiment: keyof typeof CLASSES;
  href: string;
}) {
  return (
    <a class={`chip theme ${CLASSES[sentiment]}`} href={href}>
      <span class="sr">{sentiment}: </span>
      {label}
    </a>
  );
}

/** A filter that is set, and the way to take it off. */
export function FilterChip({
  children,
  onRemove,
}: {
  children: ComponentChildren;
  onRemove: () => void;
}) {
  return (
    <button type="button" class="chip filter" onClick={onRemove}>
      {children}
      <span class="sr">, remove this filter</span>
      <Icon of={X} />
    </button>
  );
}
