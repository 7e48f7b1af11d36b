import { useCallback, useEffect, useRef, useState } from "preact/hooks";

const POLL_MS = 10_000;

export type Resource<T> = {
  /** The newest reply; of the key before while the next one loads. */
  data: T | undefined;
  error: unknown;
  /** True while `data` is not the answer to the present key. */
  loading: boolean;
  /** True when `data` came from the server since this screen opened, not from an earlier one. */
  fresh: boolean;
  reload: () => void;
  /** Puts a reply of a change in place without asking again. */
  put: (data: T) => void;
};

type Held<T> = { scope: string; key: string; data: T | undefined; error: unknown };
const cache = new Map<string, unknown>();

/**
 * Reads something from the server and keeps it fresh. Data of another key stays while the next
 * loads, as long as the scope (one survey, one theme) is the same.
 * @param scope what it is about @param key the whole question; null asks nothing
 * @param options live: asks again every 10 s while the page is visible
 */
export function useResource<T>(
  scope: string,
  key: string | null,
  load: () => Promise<T>,
  options: { live?: boolean } = {},
): Resource<T> {
  const [held, setHeld] = useState<Held<T> | undefined>();
  const loader = useRef(load);
  loader.current = load;
  const turn = useRef(0);
  const id = `${scope} ${key}`;

  const ask = useCallback(
    (quiet: boolean) => {
      if (key === null) return;
      const mine = ++turn.current;
      loader.current().then(
        (data) => {
          cache.set(id, data);
          if (mine === turn.current) setHeld({ scope, key, data, error: undefined });
        },
        (error: unknown) => {
          // A poll that fails leaves the screen as it is; the next one may work.
          if (mine === turn.current && !quiet) {
            setHeld((was) => ({
              scope,
              key,
              error,
              data: was?.scope === scope ? was.data : undefined,
            }));
          }
        },
      );
    },
    [id],
  );

  useEffect(() => {
    ask(false);
    if (!options.live || key === null) return () => void turn.current++;
    const timer = setInterval(() => document.visibilityState === "visible" && ask(true), POLL_MS);
    const woken = () => document.visibilityState === "visible" && ask(true);
    document.addEventListener("visibilitychange", woken);
    return () => {
      turn.current++;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", woken);
    };
  }, [ask, options.live]);

  const current = held?.scope === scope ? held : undefined;
  const cached = current?.key === key ? undefined : (cache.get(id) as T | undefined);
  return {
    data: cached ?? current?.data,
    error: current?.key === key ? current.error : undefined,
    loading: key !== null && current?.key !== key && cached === undefined,
    fresh: current?.key === key && current.data !== undefined,
    reload: () => ask(false),
    put: (data) => {
      turn.current++;
      cache.set(id, data);
      if (key !== null) setHeld({ scope, key, data, error: undefined });
    },
  };
}

/** Forgets all replies, so that no screen shows what a large change made wrong. */
export function forgetReplies(): void {
  cache.clear();
}
