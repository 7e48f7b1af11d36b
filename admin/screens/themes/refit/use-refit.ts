import { useEffect, useState } from "preact/hooks";
import type { Refit } from "../../../../domain/wire/themes.ts";
import { api } from "../../../api/client.ts";

const POLL_MS = 1500;

/** One re-fit, followed until it can be decided. `put` takes the reply of a decision. */
export function useRefit(id: string): {
  refit: Refit | undefined;
  error: unknown;
  put: (refit: Refit) => void;
  reload: () => void;
} {
  const [refit, setRefit] = useState<Refit>();
  const [error, setError] = useState<unknown>();
  const [turn, setTurn] = useState(0);
  const waiting = refit === undefined || refit.state === "queued";
  useEffect(() => {
    if (!waiting) return;
    let alive = true;
    const look = () =>
      api.refit(id).then(
        (now) => {
          if (!alive) return;
          setRefit(now);
          setError(undefined);
        },
        // A look that fails while one waits is tried again by the next.
        (failed: unknown) => alive && refit === undefined && setError(failed),
      );
    void look();
    const timer = setInterval(() => void look(), POLL_MS);
    return () => {
      alive = false;
      clearInterval(timer);
    };
  }, [id, waiting, turn]);
  return { refit, error, put: setRefit, reload: () => setTurn(turn + 1) };
}
