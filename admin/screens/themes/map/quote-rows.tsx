import { useRef, useState } from "preact/hooks";
import type { Scale } from "../../../../domain/scores/scale.ts";
import type { Quote, Theme } from "../../../../domain/wire/themes.ts";
import { Verbatim } from "../../../components/verbatim.tsx";
import { useHref } from "../../../state/location.ts";
import { may } from "../../../state/me.ts";
import { type Selection, chosenOf, extended, toggled } from "../../tray/selection.ts";
import { useThemeEdit } from "../use-edit.ts";
import { keyOf } from "./use-quotes.ts";
import { MoveDialog, WrongMenu } from "./wrong.tsx";

/**
 * Quotes of a theme, each with a box to choose it and a way to say that it does not belong. Arrow
 * keys go from box to box, with Shift they choose on the way; Shift and a click choose all between;
 * W says that it stands under the wrong theme.
 */
export function QuoteRows({
  items,
  theme,
  themes,
  survey,
  scale,
  selection,
  onSelect,
  onHide,
  onChanged,
}: {
  items: readonly Quote[];
  theme: Theme;
  themes: readonly Theme[];
  survey: string;
  scale: Scale | undefined;
  /** Without it no boxes are shown. */
  selection?: Selection;
  onSelect?: (selection: Selection) => void;
  /** Takes a quote out of sight at once, or puts it back. */
  onHide: (key: string, hidden: boolean) => void;
  onChanged: () => void;
}) {
  const href = useHref();
  const list = useRef<HTMLUListElement>(null);
  const [moving, setMoving] = useState<{ quote: Quote; nowhere: boolean }>();
  const edit = useThemeEdit(survey, onChanged);
  const keys = items.map(keyOf);
  const curator = may("analyst");
  const picks = curator && selection !== undefined && onSelect !== undefined;
  const chosen = new Set(selection ? chosenOf(selection, keys) : []);

  const wrong = async (quote: Quote, to: Theme | null) => {
    setMoving(undefined);
    const key = keyOf(quote);
    const at = keys.indexOf(key);
    onHide(key, true);
    // The next quote stands in its place: whoever works through the list goes on there.
    requestAnimationFrame(() => {
      const menus = list.current?.querySelectorAll<HTMLElement>("[aria-haspopup=menu]");
      menus?.[Math.min(at, menus.length - 1)]?.focus();
    });
    const { response, question } = quote;
    const done = await edit(
      theme.id,
      { kind: "wrong", quote: { response, question }, to: to?.id ?? null },
      to
        ? `Moved to “${to.label}”. Later texts like it go there too.`
        : `Taken out of “${theme.label}”. Later texts like it stay out too.`,
    );
    if (!done) onHide(key, false);
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (!picks) return;
    if (event.key === "w" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      list.current?.querySelectorAll<HTMLElement>("[aria-haspopup=menu]")[at]?.click();
      return;
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    const [from, next] = [keys[at], to === undefined ? undefined : keys[to]];
    if (to === undefined) return;
    event.preventDefault();
    if (from === undefined || next === undefined) return;
    if (event.shiftKey) onSelect(extended(selection, keys, from, next));
    list.current?.querySelectorAll<HTMLElement>(".pick input")[to]?.focus();
  };
  return (
    <>
      <ul class="quote-rows" ref={list}>
        {items.map((quote, at) => {
          const key = keyOf(quote);
          return (
            <li key={key} class={chosen.has(key) ? "chosen" : undefined}>
              {picks && (
                <label class="pick">
                  <input
                    type="checkbox"
                    aria-label={`Choose the quote “${quote.text.slice(0, 60)}”`}
                    checked={chosen.has(key)}
                    onClick={(event) => onSelect(toggled(selection, keys, key, event.shiftKey))}
                    onKeyDown={(event) => onKeyDown(event, at)}
                  />
                </label>
              )}
              <Verbatim
                quote={quote}
                scale={scale}
                open={href("/app/responses", { survey, theme: theme.id, open: quote.response })}
              >
                {curator && (
                  <WrongMenu
                    onWrong={() => void wrong(quote, null)}
                    onMove={(nowhere) => setMoving({ quote, nowhere })}
                  />
                )}
              </Verbatim>
            </li>
          );
        })}
      </ul>
      {moving && (
        <MoveDialog
          quote={moving.quote}
          nowhere={moving.nowhere}
          theme={theme}
          themes={themes}
          survey={survey}
          onClose={() => setMoving(undefined)}
          onMove={(to) => void wrong(moving.quote, to)}
        />
      )}
    </>
  );
}
