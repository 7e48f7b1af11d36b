import { useEffect, useRef, useState } from "preact/hooks";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { type Drop, type Spot, dropOf, partOf } from "./drop.ts";

/** A click that trembles is not a drag. */
const LEAST = 6;
/** So near to the edge of the window it scrolls, so much each frame. */
const EDGE = 64;
const STEP = 9;

export type Dragging = {
  theme: Theme;
  /** Where it would land; undefined where nothing would change. */
  drop: Drop | undefined;
  /** The row that is marked, and how. */
  mark: { row: string; at: "on" | "below" } | "top" | undefined;
};

/**
 * Drags one row onto another, into a gap or to the head of the list, by mouse or by a finger on the
 * handle. Escape lets go without a change. Rows carry `data-theme`, the head `data-top`.
 * @param shown ids of the rows from top to bottom
 */
export function useDrag(
  themes: readonly Theme[],
  shown: readonly string[],
  onDrop: (theme: Theme, drop: Drop) => void,
) {
  const [dragging, setDragging] = useState<Dragging>();
  const label = useRef<HTMLDivElement>(null);
  const stop = useRef<(() => void) | undefined>(undefined);
  const latest = useRef({ themes, shown, onDrop });
  latest.current = { themes, shown, onDrop };
  useEffect(() => () => stop.current?.(), []);

  function spotAt(x: number, y: number): Spot | undefined {
    const hit = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-theme], [data-top]");
    if (!hit) return undefined;
    const { themes: all, shown: rows } = latest.current;
    const id = hit.dataset["theme"];
    if (id === undefined) return "top";
    const { top, height } = hit.getBoundingClientRect();
    const part = partOf((y - top) / height);
    const before = rows[rows.indexOf(id) - 1];
    if (part === "above" && before === undefined) return "top";
    const over = all.find((theme) => theme.id === (part === "above" ? before : id));
    return over && { over, at: part === "on" ? "on" : "below" };
  }

  function start(event: PointerEvent, theme: Theme) {
    const touch = event.pointerType !== "mouse";
    const target = event.target as Element;
    // A finger on a row scrolls the page; only the handle takes it along.
    if (event.button !== 0 || (touch && !target.closest("[data-grip]"))) return;
    if (!touch && target.closest("button, [role=menu]") && !target.closest("[data-grip]")) return;
    if (touch) target.releasePointerCapture?.(event.pointerId);
    const { clientX: x0, clientY: y0, pointerId } = event;
    let [x, y, moving, frame] = [x0, y0, false, 0];
    let drop: Drop | undefined;

    const look = () => {
      const spot = spotAt(x, y);
      drop = spot && dropOf(theme, spot, latest.current.themes);
      const mark = !drop
        ? undefined
        : spot === "top"
          ? ("top" as const)
          : spot && { row: spot.over.id, at: spot.at };
      setDragging((was) =>
        was && JSON.stringify([was.drop, was.mark]) === JSON.stringify([drop, mark])
          ? was
          : { theme, drop, mark },
      );
      if (label.current) label.current.style.translate = `${x + 14}px ${y + 14}px`;
    };
    const scroll = () => {
      frame = requestAnimationFrame(scroll);
      const step = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0;
      if (step === 0) return;
      scrollBy(0, step);
      look();
    };
    const onMove = (move: PointerEvent) => {
      if (move.pointerId !== pointerId) return;
      [x, y] = [move.clientX, move.clientY];
      if (!moving && Math.hypot(x - x0, y - y0) < LEAST) return;
      if (!moving) {
        moving = true;
        document.documentElement.classList.add("dragging");
        frame = requestAnimationFrame(scroll);
      }
      move.preventDefault();
      look();
    };
    const end = () => {
      cancelAnimationFrame(frame);
      document.documentElement.classList.remove("dragging");
      for (const [kind, listener] of listeners) removeEventListener(kind, listener, true);
      stop.current = undefined;
      setDragging(undefined);
    };
    const onUp = () => {
      const landed = moving ? drop : undefined;
      if (moving) swallowClick();
      end();
      if (landed && landed.kind !== "no") latest.current.onDrop(theme, landed);
    };
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== "Escape" || !moving) return;
      key.preventDefault();
      swallowClick();
      end();
    };
    const listeners = [
      ["pointermove", onMove as EventListener],
      ["pointerup", onUp],
      ["pointercancel", end],
      ["keydown", onKey as EventListener],
      // A link would start a drag of its own.
      ["dragstart", (own: Event) => own.preventDefault()],
    ] as const;
    stop.current?.();
    stop.current = end;
    for (const [kind, listener] of listeners) addEventListener(kind, listener, true);
  }

  return { dragging, label, start };
}

/** The click that ends a drag opens nothing. */
function swallowClick() {
  const swallow = (click: Event) => {
    click.preventDefault();
    click.stopPropagation();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, true), 0);
}
