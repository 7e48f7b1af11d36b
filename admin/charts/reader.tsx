import type { ComponentChildren, RefObject } from "preact";

/** A drawing that is read one place at a time, by the pointer or the arrow keys. */
export function Reader({
  box,
  class: extra = "",
  index,
  length,
  told,
  nearest,
  onRead,
  children,
}: {
  box: RefObject<HTMLDivElement | null>;
  class?: string;
  /** The place that is read now. */
  index: number;
  length: number;
  /** What is read there, in words. */
  told: string;
  /** The place under the pointer. @param x pixels from the left edge of the drawing */
  nearest: (x: number) => number;
  onRead: (index: number) => void;
  children: ComponentChildren;
}) {
  const last = Math.max(0, length - 1);
  const read = (to: number) => onRead(Math.max(0, Math.min(last, to)));
  return (
    <div
      ref={box}
      class={`chart ${extra}`}
      role="slider"
      tabIndex={0}
      aria-label="Read the chart"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index}
      aria-valuetext={told}
      onPointerMove={(event) =>
        read(nearest(event.clientX - (box.current?.getBoundingClientRect().left ?? 0)))
      }
      onKeyDown={(event) => {
        const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        read(to);
      }}
    >
      {children}
    </div>
  );
}
