import type { Destination } from "../../../domain/survey/moves.ts";
import { MOVES } from "../../../domain/survey/tray.ts";
import type { MoveResponses, Moved } from "../../../domain/wire/responses.ts";
import { ApiError } from "../../api/client.ts";

/** What is to be moved: those named, or all that match. */
export type Order = { to: Destination } & (
  | { ids: readonly string[] }
  | { match: NonNullable<MoveResponses["match"]> }
);

/** How far it got. `calls` take it back. */
export type Outcome = { calls: string[]; moved: number; error?: unknown };

export type MoveDeps = {
  move: (order: MoveResponses) => Promise<Moved>;
  newId: () => string;
  /** Waits so many ms before a call is sent again. */
  pause: (ms: number) => Promise<void>;
  /** Called after each step with what was moved so far. @returns false to stop there */
  onStep: (moved: number) => boolean;
};

const PAUSES_MS = [500, 2_000, 5_000];

/**
 * Moves any number of responses, 200 a call. A call that was not answered is sent again under its
 * id, which moves nothing twice. Stops at the first that is refused and tells how far it got.
 */
export async function moveAll(order: Order, deps: MoveDeps): Promise<Outcome> {
  const calls: string[] = [];
  let moved = 0;
  let cursor: string | null = null;
  try {
    for (let step = 0; ; step++) {
      const part = partOf(order, step, cursor);
      if (!part) break;
      const call = deps.newId();
      // Noted before it is sent: what was moved without a reply can be taken back too.
      calls.push(call);
      const reply = await again(() => deps.move({ call, to: order.to, ...part }), deps.pause);
      moved += reply.moved;
      cursor = reply.next;
      if (!deps.onStep(moved)) break;
    }
  } catch (error) {
    return { calls, moved, error };
  }
  return { calls, moved };
}

/** What the next call moves; undefined at the end. @param cursor what the call before handed on */
function partOf(
  order: Order,
  step: number,
  cursor: string | null,
): Pick<MoveResponses, "ids" | "match" | "cursor"> | undefined {
  if ("ids" in order) {
    const ids = order.ids.slice(step * MOVES, (step + 1) * MOVES);
    return ids.length > 0 ? { ids } : undefined;
  }
  if (step > 0 && cursor === null) return undefined;
  return { match: order.match, ...(cursor !== null && { cursor }) };
}

/** Takes calls back, the last one first; one that moved nothing is not known and is passed over. */
export async function undoAll(
  calls: readonly string[],
  undo: (call: string) => Promise<unknown>,
  pause: MoveDeps["pause"],
): Promise<void> {
  for (const call of calls.toReversed()) {
    await again(
      () =>
        undo(call).catch((error: unknown) => {
          if (!(error instanceof ApiError && error.status === 404)) throw error;
        }),
      pause,
    );
  }
}

const passing = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);

async function again<T>(send: () => Promise<T>, pause: MoveDeps["pause"]): Promise<T> {
  for (const ms of PAUSES_MS) {
    try {
      return await send();
    } catch (error) {
      if (!passing(error)) throw error;
      await pause(ms);
    }
  }
  return send();
}
