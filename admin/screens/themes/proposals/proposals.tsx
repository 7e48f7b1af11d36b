import "./proposals.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { count } from "../../../words/format.ts";
import { MergeDialog } from "../merge.tsx";
import { useThemeEdit } from "../use-edit.ts";
import { Proposal } from "./proposal.tsx";

/** So many stand open to view; the rest is one click away. */
const SHOWN = 5;

/** Themes that a run found and that wait for a yes; each decision can be taken back. */
export function Proposals({
  themes,
  survey,
  onChanged,
}: {
  themes: readonly Theme[];
  survey: SurveySummary;
  onChanged: () => void;
}) {
  const proposed = themes.filter(({ status }) => status === "proposed");
  const [chosen, setChosen] = useState<string>();
  const [asking, setAsking] = useState<{ kind: "merge" | "rename"; id: string }>();
  const [all, setAll] = useState(false);
  // A decision is shown at once; the list of the server follows.
  const [decided, setDecided] = useState<readonly string[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const edit = useThemeEdit(survey.id, onChanged);
  useEffect(() => setDecided([]), [themes]);

  const waiting = proposed.filter(({ id }) => !decided.includes(id));
  const shown = all ? waiting : waiting.slice(0, SHOWN);
  const current = waiting.find(({ id }) => id === chosen);
  const merging = asking?.kind === "merge" ? waiting.find(({ id }) => id === asking.id) : undefined;
  if (waiting.length === 0) return null;

  const focus = (id: string | undefined) => {
    setChosen(id);
    // After the last decision the tray is gone; the focus stays on the page.
    requestAnimationFrame(() =>
      (
        list.current?.querySelector<HTMLElement>(`[data-proposal="${id}"] .choose`) ??
        document.querySelector<HTMLElement>("main")
      )?.focus(),
    );
  };
  const step = (by: 1 | -1) => {
    const now = shown.findIndex(({ id }) => id === chosen);
    focus(shown[Math.min(Math.max(now + by, 0), shown.length - 1)]?.id);
  };
  const decide = async (theme: Theme, edits: Parameters<typeof edit>[1], done: string) => {
    setAsking(undefined);
    const at = waiting.findIndex(({ id }) => id === theme.id);
    const next = waiting[at + 1] ?? waiting[at - 1];
    setDecided((before) => [...before, theme.id]);
    focus(next?.id);
    const made = await edit(theme.id, edits, done);
    if (!made) setDecided((before) => before.filter((id) => id !== theme.id));
  };
  const accept = (theme: Theme) =>
    void decide(theme, { kind: "publish" }, `“${theme.label}” is a theme now.`);
  const refuse = (theme: Theme) =>
    void decide(theme, { kind: "archive" }, `“${theme.label}” was turned down.`);
  const rename = (theme: Theme, label: string) =>
    void decide(
      theme,
      label === theme.label
        ? { kind: "publish" }
        : [{ kind: "rename", label }, { kind: "publish" }],
      `“${label}” is a theme now.`,
    );

  /** Letters work while the focus is in the tray, but not in its field. */
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.altKey || event.ctrlKey || event.metaKey || target.matches("input")) return;
    if (target.closest("dialog")) return;
    const key = event.key.toLowerCase();
    const keys: Record<string, (() => void) | undefined> = {
      j: () => step(1),
      k: () => step(-1),
      a: current && (() => accept(current)),
      r: current && (() => setAsking({ kind: "rename", id: current.id })),
      m: current && (() => setAsking({ kind: "merge", id: current.id })),
      x: current && (() => refuse(current)),
    };
    const does = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (!does) return;
    event.preventDefault();
    does();
  };

  return (
    <section class="proposals" aria-label="Proposed themes" onKeyDown={onKeyDown}>
      <header>
        <h2>
          {waiting.length === 1
            ? "One theme is proposed"
            : `${count(waiting.length)} themes are proposed`}
        </h2>
        <p class="keys wide">
          <kbd>J</kbd> <kbd>K</kbd> next, last · <kbd>A</kbd> accept · <kbd>R</kbd> rename ·{" "}
          <kbd>M</kbd> merge · <kbd>X</kbd> turn down
        </p>
      </header>
      <ul ref={list}>
        {shown.map((theme) => (
          <Proposal
            key={theme.id}
            theme={theme}
            survey={survey}
            open={theme.id === chosen}
            renaming={asking?.kind === "rename" && asking.id === theme.id}
            onOpen={() => setChosen(theme.id === chosen ? undefined : theme.id)}
            onAccept={() => accept(theme)}
            onRename={(label) => rename(theme, label)}
            onAskRename={(ask) => setAsking(ask ? { kind: "rename", id: theme.id } : undefined)}
            onMerge={() => setAsking({ kind: "merge", id: theme.id })}
            onRefuse={() => refuse(theme)}
          />
        ))}
      </ul>
      {waiting.length > shown.length && (
        <button type="button" class="linklike" onClick={() => setAll(true)}>
          Show all {count(waiting.length)}
        </button>
      )}
      {merging && (
        <MergeDialog
          theme={merging}
          themes={themes}
          survey={survey.id}
          onClose={() => setAsking(undefined)}
          onMerge={(into) =>
            void decide(
              merging,
              { kind: "merge", into: into.id },
              `“${merging.label}” is part of “${into.label}” now.`,
            )
          }
        />
      )}
    </section>
  );
}
