import { useEffect, useRef, useState } from "preact/hooks";
import type { ThemeRun } from "../../../domain/wire/themes.ts";
import { api } from "../../api/client.ts";
import { attempt, toast } from "../../state/toasts.ts";

const POLL_MS = 1500;

const open = (run: ThemeRun | null) => run?.state === "queued" || run?.state === "running";

type RunState = {
  state: ThemeRun["state"] | "none";
  done: number;
  total: number;
  /** Somebody started it here. */
  mine: boolean;
  start: () => void;
};

/** The latest look for themes of a survey: starts one, follows it, and says when it is done. */
export function useRun(survey: string, last: ThemeRun | null, onDone: () => void): RunState {
  const [id, setId] = useState<string>();
  const [run, setRun] = useState<ThemeRun>();
  const done = useRef(onDone);
  done.current = onDone;
  const followed = id ?? (open(last) ? last?.id : undefined);
  const mine = id !== undefined;

  useEffect(() => {
    if (followed === undefined) return;
    let alive = true;
    const look = async () => {
      // A failed look is tried again by the next one.
      const now = await api.run(followed).catch(() => undefined);
      if (!alive || !now) return;
      setRun(now);
      if (open(now)) return;
      clearInterval(timer);
      setId(undefined);
      done.current();
      // Those that a schedule or an edit began come and go without a word.
      if (now.state === "done" && mine) toast("Themes are up to date.");
    };
    const timer = setInterval(() => void look(), POLL_MS);
    void look();
    return () => {
      alive = false;
      clearInterval(timer);
    };
  }, [followed]);

  const known = run ?? last;
  return {
    state: mine && !open(run ?? null) ? "queued" : (known?.state ?? "none"),
    done: known?.done ?? 0,
    total: known?.total ?? 0,
    mine,
    start: () =>
      void attempt("Looking for themes did not start.", async () => {
        const started = await api.startRun(survey);
        setRun(undefined);
        setId(started.id);
      }),
  };
}
