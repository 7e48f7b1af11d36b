import { Download, Ellipsis, FolderTree, Merge, Split } from "lucide";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { api } from "../../../api/client.ts";
import { Button, useBusy } from "../../../components/button.tsx";
import { Icon } from "../../../components/icon.tsx";
import { Menu } from "../../../components/menu.tsx";
import { useHref, useQuery } from "../../../state/location.ts";
import { attempt } from "../../../state/toasts.ts";
import { usePeriod } from "../../../state/use-period.ts";
import { saveFile } from "../../people/save-file.ts";
import { quickItems } from "../items.ts";
import { MergeDialog } from "../merge.tsx";
import type { useThemeEdit } from "../use-edit.ts";
import { MoveUnderDialog } from "./move-under.tsx";

/** What a curator can do to one theme. */
export function Actions({
  theme,
  survey,
  themes,
  edit,
}: {
  theme: Theme;
  survey: SurveySummary;
  themes: readonly Theme[];
  edit: ReturnType<typeof useThemeEdit>;
}) {
  const [asking, setAsking] = useState<"merge" | "move">();
  const [, setQuery] = useQuery();
  const { route } = useLocation();
  const href = useHref();
  const { from, to } = usePeriod();
  const [busy, run] = useBusy();
  const close = () => setAsking(undefined);
  const named = `“${theme.label}”`;
  const save = () =>
    run(() =>
      attempt("The file could not be made.", async () =>
        saveFile(
          `${survey.slug}-${theme.label}-${from}-${to}.csv`,
          await (
            await api.responsesCsv(survey.id, {
              theme: theme.id,
              text: "1",
              state: "counted",
              from,
              to,
            })
          ).text(),
          "text/csv",
        ),
      ),
    );
  const merge = async (into: Theme) => {
    close();
    const done = `${named} is part of “${into.label}” now.`;
    if (await edit(theme.id, { kind: "merge", into: into.id }, done))
      route(href(`/app/themes/${into.id}`, { survey: survey.id }));
  };
  const move = (parent: Theme | null) => {
    close();
    const done = parent
      ? `${named} stands under “${parent.label}”.`
      : `${named} stands at the top.`;
    void edit(theme.id, { kind: "move", parent: parent?.id ?? null }, done);
  };
  return (
    <div class="end">
      {theme.status === "proposed" && (
        <Button
          kind="primary"
          onClick={() => void edit(theme.id, { kind: "publish" }, `${named} is a theme now.`)}
        >
          Accept
        </Button>
      )}
      <Button class="wide" kind="bare" icon={Merge} onClick={() => setAsking("merge")}>
        Merge…
      </Button>
      <Button
        class="wide"
        kind="bare"
        icon={Split}
        onClick={() => setQuery({ tab: "quotes" }, true)}
      >
        Split…
      </Button>
      <Menu
        class="button bare"
        label="More to do with this theme"
        items={[
          { words: "Merge into another…", icon: Merge, onSelect: () => setAsking("merge") },
          { words: "Move under another…", icon: FolderTree, onSelect: () => setAsking("move") },
          {
            words: busy ? "Making the file …" : "Export its quotes as CSV",
            icon: Download,
            onSelect: () => void save(),
          },
          ...quickItems(theme, edit),
        ]}
      >
        <Icon of={Ellipsis} />
      </Menu>
      {asking === "merge" && (
        <MergeDialog
          theme={theme}
          themes={themes}
          survey={survey.id}
          onClose={close}
          onMerge={(into) => void merge(into)}
        />
      )}
      {asking === "move" && (
        <MoveUnderDialog theme={theme} themes={themes} onClose={close} onMove={move} />
      )}
    </div>
  );
}
