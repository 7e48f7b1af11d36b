import { useRef } from "preact/hooks";
import type { Scale } from "../../../domain/scores/scale.ts";
import type { TrayState } from "../../../domain/survey/tray.ts";
import type { Response } from "../../../domain/wire/responses.ts";
import { Quote } from "../../components/quote.tsx";
import { useQuery, withQuery } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { factsOf } from "../response-facts.ts";
import { type Selection, chosenOf, extended, toggled } from "./selection.ts";
import { PILE_NAMES, type TrayFilter, reasonName } from "./words.ts";

/**
 * What was set aside, each with its reason and a box to choose it. Arrow keys go from box to box,
 * with Shift they choose on the way; Shift and a click choose all in between.
 */
export function Rows({
  items,
  scale,
  filter,
  selection,
  onSelect,
  onAllShown,
}: {
  items: readonly Response[];
  scale: Scale | undefined;
  filter: TrayFilter;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onAllShown: () => void;
}) {
  const [query] = useQuery();
  const list = useRef<HTMLUListElement>(null);
  const { zone } = me.value.workspace;
  const now = Date.now();
  const ids = items.map(({ id }) => id);
  const chosen = new Set(chosenOf(selection, ids));
  // Nothing here counts: the state is told where several are shown together.
  const facts = (response: Response) => [
    ...(filter.state === "tray" ? [PILE_NAMES[response.state as TrayState]] : []),
    ...factsOf({ ...response, state: "counted" }, zone, now),
  ];
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onAllShown();
      return;
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    const [from, next] = [ids[at], to === undefined ? undefined : ids[to]];
    if (to === undefined) return;
    event.preventDefault();
    if (from === undefined || next === undefined) return;
    if (event.shiftKey) onSelect(extended(selection, ids, from, next));
    list.current?.querySelectorAll<HTMLElement>(".pick input")[to]?.focus();
  };
  return (
    <ul class="tray-rows" ref={list}>
      {items.map((response, at) => (
        <li key={response.id} class={chosen.has(response.id) ? "chosen" : undefined}>
          {may("analyst") && (
            <label class="pick">
              <input
                type="checkbox"
                aria-label={`Choose the response, ${facts(response).join(", ")}`}
                checked={chosen.has(response.id)}
                onClick={(event) => onSelect(toggled(selection, ids, response.id, event.shiftKey))}
                onKeyDown={(event) => onKeyDown(event, at)}
              />
            </label>
          )}
          <Quote
            // Themes are read from what counts.
            response={{ ...response, mentions: [] }}
            scale={scale}
            note={
              filter.reason === undefined ? reasonName(response.state, response.reason) : undefined
            }
            facts={facts(response)}
            open={withQuery("/app/responses/tray", query, {
              survey: response.survey,
              open: response.id,
            })}
            current={response.id === query["open"]}
          />
        </li>
      ))}
    </ul>
  );
}
