import { useEffect, useRef, useState } from "preact/hooks";
import type { Definition } from "../../../domain/wire/survey.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { ApiError, api } from "../../api/client.ts";
import { type Problem, problemOf } from "./problems.ts";

const QUIET_MS = 700;
const STEPS = 100;

export type SaveState =
  | { state: "saved"; at: number | undefined }
  | { state: "waiting" | "saving" }
  | { state: "invalid"; problem: Problem }
  | { state: "failed"; error: unknown }
  | { state: "conflict"; theirs: Survey };

export type Draft = {
  survey: Survey;
  definition: Definition;
  name: string;
  /** Most answers that are asked for; it holds as soon as it is saved. */
  quota: number | null;
  /** Higher goes first among the surveys of its site; it holds as soon as it is saved. */
  priority: number;
  saving: SaveState;
  canUndo: boolean;
  /** What the server said against publishing, by question id, until the next edit. */
  refused: Readonly<Record<string, string>>;
  refuse: (fields: Readonly<Record<string, string>>) => void;
  change: (definition: Definition) => void;
  rename: (name: string) => void;
  limit: (quota: number | null) => void;
  place: (priority: number) => void;
  undo: () => void;
  /** Resolves a conflict: the draft here, or the one that was saved meanwhile. */
  keep: (which: "mine" | "theirs") => void;
  /** Saves at once what waits; false when that did not work. */
  flush: () => Promise<boolean>;
  /** Takes over what the server says after a publish or a move. */
  adopt: (survey: Survey) => void;
};

type Content = Pick<Draft, "definition" | "name" | "quota" | "priority">;

const contentOf = ({ draft, name, quota, priority }: Survey): Content => ({
  definition: draft,
  name,
  quota,
  priority,
});

/** A draft that saves itself: edits gather for a moment, then go out one save at a time. */
export function useDraft(initial: Survey): Draft {
  const [survey, setSurvey] = useState(initial);
  const [content, setContent] = useState(contentOf(initial));
  const [saving, setSaving] = useState<SaveState>({ state: "saved", at: undefined });
  const [refused, refuse] = useState<Draft["refused"]>({});
  const [steps, setSteps] = useState<readonly Content[]>([]);
  /** `stored`: the draft as the server has it. */
  const now = useRef({ survey, content, stored: content.definition, dirty: false, edited: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean>>(undefined);

  const adopt = (next: Survey) => {
    now.current.survey = next;
    setSurvey(next);
  };

  const push = async (): Promise<boolean> => {
    const { survey: base, content: mine } = now.current;
    const problem = problemOf(mine.definition);
    if (problem || mine.name.trim() === "") {
      setSaving({ state: "invalid", problem: problem ?? { text: "The survey needs a name." } });
      return false;
    }
    setSaving({ state: "saving" });
    now.current.dirty = false;
    try {
      const saved = await api.saveSurvey(base.id, {
        revision: base.revision,
        // A draft that is sent counts as changed until it is published.
        ...(mine.definition !== now.current.stored && { draft: mine.definition }),
        ...(mine.name.trim() !== base.name && { name: mine.name.trim() }),
        ...(mine.quota !== base.quota && { quota: mine.quota }),
        ...(mine.priority !== base.priority && { priority: mine.priority }),
      });
      adopt(saved);
      now.current.stored = mine.definition;
      if (now.current.dirty) return await push();
      setSaving({ state: "saved", at: Date.now() });
      return true;
    } catch (error) {
      now.current.dirty = true;
      if (error instanceof ApiError && error.code === "stale") {
        const theirs = await api.survey(base.id).catch(() => undefined);
        setSaving(theirs ? { state: "conflict", theirs } : { state: "failed", error });
      } else setSaving({ state: "failed", error });
      return false;
    }
  };

  const flush = (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (!now.current.dirty && !running.current) return Promise.resolve(true);
    running.current ??= push().finally(() => (running.current = undefined));
    return running.current;
  };

  const set = (next: Content) => {
    now.current.content = next;
    now.current.dirty = true;
    setContent(next);
    // While two versions stand against each other nothing is sent until one is chosen.
    if (saving.state === "conflict") return;
    setSaving({ state: "waiting" });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), QUIET_MS);
  };

  const edit = (next: Content) => {
    const before = now.current.content;
    refuse({});
    // Letters typed in one go are one step back.
    const joined = Date.now() - now.current.edited < QUIET_MS && steps.length > 0;
    if (!joined) setSteps([...steps.slice(-STEPS), before]);
    now.current.edited = Date.now();
    set(next);
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
    survey,
    ...content,
    saving,
    canUndo: steps.length > 0,
    refused,
    refuse,
    change: (definition) => edit({ ...now.current.content, definition }),
    rename: (name) => edit({ ...now.current.content, name }),
    limit: (quota) => edit({ ...now.current.content, quota }),
    place: (priority) => edit({ ...now.current.content, priority }),
    undo: () => {
      const last = steps.at(-1);
      if (!last) return;
      setSteps(steps.slice(0, -1));
      now.current.edited = 0;
      set(last);
    },
    keep: (which) => {
      if (saving.state !== "conflict") return;
      adopt(saving.theirs);
      now.current.stored = saving.theirs.draft;
      if (which === "theirs") {
        const theirs = contentOf(saving.theirs);
        setSteps([...steps, now.current.content]);
        now.current.content = theirs;
        now.current.dirty = false;
        setContent(theirs);
        setSaving({ state: "saved", at: undefined });
      } else void push();
    },
    flush,
    adopt,
  };
}
