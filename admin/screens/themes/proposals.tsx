import { useState } from "preact/hooks";
import type { Theme } from "../../../domain/wire/themes.ts";
import { Button } from "../../components/button.tsx";
import { useHref } from "../../state/location.ts";
import { plural } from "../../words/format.ts";
import { MergeDialog } from "./merge.tsx";
import { useThemeEdit } from "./use-edit.ts";

/** Themes that a run found and nobody has looked at. */
export function Proposals({
  themes,
  survey,
  onChanged,
}: {
  themes: readonly Theme[];
  survey: string;
  onChanged: () => void;
}) {
  const [merging, setMerging] = useState<Theme>();
  const edit = useThemeEdit(survey, onChanged);
  const href = useHref();
  const proposed = themes.filter(({ status }) => status === "proposed");
  if (proposed.length === 0) return null;
  return (
    <>
      <ul class="proposals" aria-label="Proposed themes">
        {proposed.map((theme) => (
          <li key={theme.id}>
            <b>
              <a href={href(`/app/themes/${theme.id}`, { survey })}>{theme.label}</a>
            </b>
            <small>proposed, {plural(theme.volume, "verbatim")}</small>
            <span class="end">
              <Button
                onClick={() =>
                  void edit(theme.id, { kind: "publish" }, `“${theme.label}” is a theme now.`)
                }
              >
                Accept
              </Button>
              <Button kind="bare" onClick={() => setMerging(theme)}>
                Merge…
              </Button>
              <Button
                kind="bare"
                onClick={() =>
                  void edit(theme.id, { kind: "archive" }, `“${theme.label}” was turned down.`)
                }
              >
                Turn down
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {merging && (
        <MergeDialog
          theme={merging}
          themes={themes}
          onClose={() => setMerging(undefined)}
          onMerge={(into) => {
            setMerging(undefined);
            void edit(
              merging.id,
              { kind: "merge", into: into.id },
              `“${merging.label}” is part of “${into.label}” now.`,
            );
          }}
        />
      )}
    </>
  );
}
