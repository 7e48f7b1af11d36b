import type { IconNode } from "lucide";
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "./icon.tsx";

type Props = Omit<ButtonHTMLAttributes, "icon"> & {
  kind?: "plain" | "primary" | "bare" | "danger";
  icon?: IconNode;
  /** Something that this button started is still running. */
  busy?: boolean;
  children?: ComponentChildren;
};

const classOf = (kind: Props["kind"], extra: unknown) =>
  ["button", kind !== "plain" && kind, extra].filter(Boolean).join(" ");

/** A button. While busy it keeps its place and its focus and does nothing. */
export function Button({
  kind = "plain",
  icon,
  busy = false,
  children,
  class: extra,
  onClick,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      class={classOf(kind, extra)}
      {...(busy && { "aria-disabled": "true", "aria-busy": "true" })}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <i class="spinner" aria-hidden="true" /> : icon && <Icon of={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  kind = "plain",
  icon,
  children,
  class: extra,
  ...rest
}: {
  href: string;
  target?: string;
  kind?: Props["kind"];
  icon?: IconNode;
  class?: string;
  children?: ComponentChildren;
  "aria-label"?: string;
}) {
  return (
    <a {...rest} class={classOf(kind, extra)}>
      {icon && <Icon of={icon} />}
      {children}
    </a>
  );
}

/** Runs one change at a time and says whether it still runs. */
export function useBusy(): [boolean, <T>(change: () => Promise<T>) => Promise<T | undefined>] {
  const [busy, setBusy] = useState(false);
  const run = async <T,>(change: () => Promise<T>): Promise<T | undefined> => {
    if (busy) return undefined;
    setBusy(true);
    try {
      return await change();
    } finally {
      setBusy(false);
    }
  };
  return [busy, run];
}
