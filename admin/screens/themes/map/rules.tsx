import { Undo2 } from "lucide";
import { useState } from "preact/hooks";
import type { Theme, ThemeDetail } from "../../../../domain/wire/themes.ts";
import { Button } from "../../../components/button.tsx";
import { Chip } from "../../../components/chip.tsx";
import { Field, Switch } from "../../../components/field.tsx";
import { may } from "../../../state/me.ts";
import { Preview } from "../preview.tsx";
import { useThemeEdit } from "../use-edit.ts";

type Rule = ThemeDetail["rules"][number];
type Mode = Rule["mode"];

const MODES = [
  ["always", "Always belong"],
  ["never", "Never belong"],
] as const;

/** The words a theme was found by, and what curators taught it: words and examples that always or never belong. */
export function Rules({
  data,
  survey,
  onChanged,
}: {
  data: ThemeDetail;
  survey: string;
  onChanged: () => void;
}) {
  const { theme, terms, rules } = data;
  const edit = useThemeEdit(survey, onChanged);
  const undo = (rule: Rule) =>
    void edit(theme.id, { kind: "undo", edit: rule.edit }, `“${rule.text}” is a rule no more.`);
  return (
    <>
      {terms.length > 0 && (
        <section class="section">
          <header>
            <h3>Words</h3>
            <small>what its texts have in common; found by itself</small>
          </header>
          <div class="actions">
            {terms.map((term) => (
              <Chip key={term}>
                <bdi>{term}</bdi>
              </Chip>
            ))}
          </div>
        </section>
      )}
      <section class="section">
        <header>
          <h3>Rules</h3>
          <small>what curators taught it; kept by every run</small>
        </header>
        {may("analyst") && <AddRule theme={theme} survey={survey} onChanged={onChanged} />}
        {rules.length === 0 ? (
          <p class="quiet">
            No rules yet. A rule tells which words settle it; saying “wrong theme” at a quote makes
            one too.
          </p>
        ) : (
          MODES.map(([mode, words]) => (
            <RuleList
              key={mode}
              title={words}
              rules={rules.filter((rule) => rule.mode === mode)}
              onUndo={undo}
            />
          ))
        )}
      </section>
    </>
  );
}

function RuleList({
  title,
  rules,
  onUndo,
}: {
  title: string;
  rules: readonly Rule[];
  onUndo: (rule: Rule) => void;
}) {
  if (rules.length === 0) return null;
  return (
    <>
      <h4 class="rule-title">{title}</h4>
      <ul class="plain-list rule-list" aria-label={title}>
        {rules.map((rule) => (
          <li key={rule.edit}>
            <span>
              <small>{rule.kind === "words" ? "Words" : "Texts like"}</small>{" "}
              <q dir="auto">{rule.text}</q>
            </span>
            {may("analyst") && (
              <Button kind="bare" icon={Undo2} onClick={() => onUndo(rule)}>
                Undo
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function AddRule({
  theme,
  survey,
  onChanged,
}: {
  theme: Theme;
  survey: string;
  onChanged: () => void;
}) {
  const [mode, setMode] = useState<Mode>("always");
  const [typed, setTyped] = useState("");
  const edit = useThemeEdit(survey, onChanged);
  const words = typed.trim();
  const change = { kind: "rule" as const, mode, words };
  return (
    <form
      class="form rule-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!words) return;
        setTyped("");
        void edit(
          theme.id,
          change,
          `Texts with “${words}” ${mode} belong to “${theme.label}” now.`,
        );
      }}
    >
      <Switch label="What the words do" value={mode} onChange={setMode} options={MODES} />
      <div class="rule-words">
        <Field
          label="Words that stand side by side"
          value={typed}
          maxLength={80}
          placeholder={mode === "always" ? "promised day" : "gift card"}
          hint="In any form: “late parcel” also finds “late parcels”."
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <Button kind={words ? "primary" : "plain"} type="submit" aria-disabled={!words}>
          Add rule
        </Button>
      </div>
      {words && <Preview theme={theme.id} survey={survey} change={change} />}
    </form>
  );
}
