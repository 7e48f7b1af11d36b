import { Ban, Check, Ellipsis, FlaskConical, Trash2 } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import type { Destination } from "../../../domain/survey/moves.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { count, percent } from "../../words/format.ts";
import { type Running, stopMove } from "./run.ts";
import { ACTIONS, type TrayFilter, actionsOf } from "./words.ts";

const ICONS = { counted: Check, quarantined: Ban, test: FlaskConical, deleted: Trash2 };

/** What is chosen and what can be done with it; it stays in sight, and shows how far a move is. */
export function ActionBar({
  state,
  shown,
  chosen,
  all,
  total,
  work,
  onAllShown,
  onAll,
  onMove,
}: {
  state: TrayFilter["state"];
  /** Rows that are loaded, and how many of them are chosen. */
  shown: number;
  chosen: number;
  /** Everything that matches is chosen. */
  all: boolean;
  /** How many match, where that is known. */
  total: number | undefined;
  work: Running | undefined;
  onAllShown: () => void;
  onAll: () => void;
  onMove: (to: Destination) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  const some = chosen > 0 && chosen < shown;
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  const [first = "counted", ...others] = actionsOf(state);
  const idle = chosen === 0 || work !== undefined;
  const move = (to: Destination) => !idle && onMove(to);
  const more = !all && chosen === shown && (total === undefined || total > shown);
  return (
    <div class="action-bar">
      <label class="pick">
        <input
          ref={box}
          type="checkbox"
          aria-label="Choose all that are shown"
          checked={shown > 0 && chosen === shown}
          disabled={shown === 0}
          onChange={onAllShown}
        />
      </label>
      <p role="status">
        {work ? progressWords(work) : chosenWords(chosen, all, total)}{" "}
        {!work && chosen > 0 && more && (
          <button type="button" class="linklike" onClick={onAll}>
            Choose all {total === undefined ? "that match" : count(total)}
          </button>
        )}
      </p>
      <div class="end">
        {work && (
          <Button kind="bare" busy={work.stopping} onClick={stopMove}>
            Stop
          </Button>
        )}
        {others.map((to) => (
          <Button
            key={to}
            class="wide"
            icon={ICONS[to]}
            busy={work?.to === to}
            aria-disabled={idle}
            onClick={() => move(to)}
          >
            {ACTIONS[to].words}
          </Button>
        ))}
        <Button
          kind={idle ? "plain" : "primary"}
          icon={ICONS[first]}
          busy={work?.to === first}
          aria-disabled={idle}
          onClick={() => move(first)}
        >
          {ACTIONS[first].words}
        </Button>
        <div class="phone-only">
          <Menu
            class="button bare"
            label="More to do with what is chosen"
            items={others.map((to) => ({
              words: ACTIONS[to].words,
              icon: ICONS[to],
              onSelect: () => move(to),
            }))}
          >
            <Icon of={Ellipsis} />
          </Menu>
        </div>
      </div>
      {work?.total !== undefined && work.total > 0 && (
        <div class="meter-bar" aria-hidden="true">
          <i style={{ width: percent(Math.min(1, work.moved / work.total)).replace(" ", "") }} />
        </div>
      )}
    </div>
  );
}

function chosenWords(chosen: number, all: boolean, total: number | undefined): string {
  if (all) return total === undefined ? "All that match are chosen" : `All ${count(total)} chosen`;
  return chosen === 0 ? "None chosen" : `${count(chosen)} chosen`;
}

function progressWords({ to, moved, total, stopping }: Running): string {
  if (stopping) return `Stopping after ${count(moved)} …`;
  const of = total === undefined ? "" : ` of ${count(total)}`;
  return `${ACTIONS[to].doing} ${count(moved)}${of} …`;
}
