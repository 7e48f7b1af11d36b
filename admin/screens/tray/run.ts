import { signal } from "@preact/signals";
import type { Destination } from "../../../domain/survey/moves.ts";
import { api } from "../../api/client.ts";
import { forgetReplies } from "../../state/resource.ts";
import { toast, toastError } from "../../state/toasts.ts";
import { type Order, moveAll, undoAll } from "./work.ts";
import { ACTIONS, doneWords } from "./words.ts";

/** A move that runs; it goes on while one looks at other screens. */
export type Running = {
  survey: string;
  to: Destination;
  moved: number;
  /** How many there will be, where that is known. */
  total: number | undefined;
  /** Somebody asked to end it after the step that runs. */
  stopping: boolean;
};
export const running = signal<Running | undefined>(undefined);

/** Counts moves that ended or were taken back, so that a list knows that it is out of date. */
export const turns = signal(0);

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const stay = (event: Event) => event.preventDefault();

/** Something was moved: no reply that is remembered holds any longer. */
export function moved(): void {
  forgetReplies();
  turns.value++;
}

/** Moves responses of a survey one call after the other; one such work at a time. */
export async function startMove(
  survey: string,
  order: Order,
  total: number | undefined,
): Promise<void> {
  if (running.value) return;
  running.value = { survey, to: order.to, moved: 0, total, stopping: false };
  addEventListener("beforeunload", stay);
  const outcome = await moveAll(order, {
    move: (body) => api.moveResponses(survey, body),
    newId: () => crypto.randomUUID(),
    pause,
    onStep: (n) => {
      if (running.value) running.value = { ...running.value, moved: n };
      return running.value?.stopping !== true;
    },
  });
  removeEventListener("beforeunload", stay);
  running.value = undefined;
  moved();
  if (outcome.error !== undefined) {
    toastError(
      `${ACTIONS[order.to].doing} stopped after ${outcome.moved}. The others are where they were.`,
      outcome.error,
    );
  }
  if (outcome.moved > 0 || outcome.error === undefined) {
    toast(doneWords(outcome.moved, order.to), () =>
      undoAll(outcome.calls, (call) => api.undoMove(survey, call), pause).finally(moved),
    );
  }
}

/** Ends the move that runs after its present step; what was moved stays moved. */
export function stopMove(): void {
  if (running.value) running.value = { ...running.value, stopping: true };
}
