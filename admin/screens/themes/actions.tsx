import { Merge, PenLine, Volume2, VolumeX } from "lucide";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Theme } from "../../../domain/wire/themes.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { useHref } from "../../state/location.ts";
import { MergeDialog } from "./merge.tsx";
import { useThemeEdit } from "./use-edit.ts";

/** What a curator can do to one theme. */
export function Actions({
  theme,
  survey,
  themes,
  onChanged,
}: {
  theme: Theme;
  survey: SurveySummary;
  themes: readonly Theme[];
  onChanged: () => void;
}) {
  const [asking, setAsking] = useState<"rename" | "merge">();
  const { route } = useLocation();
  const href = useHref();
  const edit = useThemeEdit(survey.id, onChanged);
  const close = () => setAsking(undefined);
  return (
    <div class="end">
      {theme.status === "proposed" && (
        <Button
          onClick={() =>
            void edit(theme.id, { kind: "publish" }, `“${theme.label}” is a theme now.`)
          }
        >
          Accept
        </Button>
      )}
      <Button kind="bare" icon={PenLine} onClick={() => setAsking("rename")}>
        Rename
      </Button>
      <Button kind="bare" icon={Merge} onClick={() => setAsking("merge")}>
        Merge…
      </Button>
      <Button
        kind="bare"
        icon={theme.muted ? Volume2 : VolumeX}
        onClick={() =>
          void edit(
            theme.id,
            { kind: "mute", muted: !theme.muted },
            theme.muted ? `“${theme.label}” is heard again.` : `“${theme.label}” is muted.`,
          )
        }
      >
        {theme.muted ? "Unmute" : "Mute"}
      </Button>
      {asking === "rename" && (
        <Rename
          theme={theme}
          onClose={close}
          onRename={(label) => {
            close();
            void edit(theme.id, { kind: "rename", label }, `Renamed to “${label}”.`);
          }}
        />
      )}
      {asking === "merge" && (
        <MergeDialog
          theme={theme}
          themes={themes}
          onClose={close}
          onMerge={(into) => {
            close();
            void edit(
              theme.id,
              { kind: "merge", into: into.id },
              `“${theme.label}” is part of “${into.label}” now.`,
            ).then(
              (merged) => merged && route(href(`/app/themes/${into.id}`, { survey: survey.id })),
            );
          }}
        />
      )}
    </div>
  );
}

function Rename({
  theme,
  onClose,
  onRename,
}: {
  theme: Theme;
  onClose: () => void;
  onRename: (label: string) => void;
}) {
  const [label, setLabel] = useState(theme.label);
  const name = label.trim();
  return (
    <Dialog
      title="Rename this theme"
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form="rename">
          Rename
        </Button>
      }
    >
      <form
        id="rename"
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== "" && name !== theme.label) onRename(name);
          else onClose();
        }}
      >
        <Field
          label="Name"
          value={label}
          maxLength={60}
          required
          autofocus
          hint="Later runs keep this name."
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
