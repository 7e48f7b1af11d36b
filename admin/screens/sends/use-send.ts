import { useEffect, useRef, useState } from "preact/hooks";
import type { SaveSend, Send } from "../../../domain/wire/sends.ts";
import { mailApi } from "../../api/sends.ts";
import { refusal } from "./refusal.ts";
import { type Problem, problemOf } from "./problems.ts";

const QUIET_MS = 700;

export type SaveState =
  | { state: "saved"; at: number | undefined }
  | { state: "waiting" | "saving" }
  | { state: "invalid"; problem: Problem }
  | { state: "failed"; error: unknown };

export type SendDraft = {
  send: Send;
  content: SaveSend;
  saving: SaveState;
  change: (part: Partial<SaveSend>) => void;
  /** Saves at once what waits; false when that did not work. */
  flush: () => Promise<boolean>;
  /** Takes over what the server says after a move. */
  adopt: (send: Send) => void;
};

const contentOf = ({ name, audience, letter, plan, reminders }: Send): SaveSend => ({
  name,
  audience,
  letter,
  plan,
  reminders,
});

/** A send that saves itself: edits gather for a moment, then go out one save at a time. */
export function useSendDraft(initial: Send): SendDraft {
  const [send, setSend] = useState(initial);
  const [content, setContent] = useState(() => contentOf(initial));
  const [saving, setSaving] = useState<SaveState>({ state: "saved", at: undefined });
  const now = useRef({ content, dirty: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean>>(undefined);

  const push = async (): Promise<boolean> => {
    const mine = now.current.content;
    const problem = problemOf(mine);
    if (problem) {
      setSaving({ state: "invalid", problem });
      return false;
    }
    setSaving({ state: "saving" });
    now.current.dirty = false;
    try {
      setSend(await mailApi.saveSend(initial.id, mine));
      if (now.current.dirty) return await push();
      setSaving({ state: "saved", at: Date.now() });
      return true;
    } catch (error) {
      now.current.dirty = true;
      setSaving({ state: "failed", error: refusal(error) });
      return false;
    }
  };

  const flush = (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (!now.current.dirty && !running.current) return Promise.resolve(true);
    running.current ??= push().finally(() => (running.current = undefined));
    return running.current;
  };

  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => now.current.dirty && event.preventDefault();
    addEventListener("beforeunload", leave);
    return () => {
      removeEventListener("beforeunload", leave);
      void flush();
    };
  }, []);

  return {
    send,
    content,
    saving,
    change: (part) => {
      now.current = { content: { ...now.current.content, ...part }, dirty: true };
      setContent(now.current.content);
      setSaving({ state: "waiting" });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), QUIET_MS);
    },
    flush,
    adopt: setSend,
  };
}
