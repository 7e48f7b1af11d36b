import type { StoredEdit, StoredTheme } from "../../db/repositories/themes.ts";

/** An edit in words. Texts that people wrote are not among them. */
export function textOf(
  { kind, themeId, payload, before }: StoredEdit,
  stored: readonly StoredTheme[],
): string {
  const label = (id: unknown) => stored.find((theme) => theme.id === id)?.label ?? "another theme";
  const said = (name: string) => String(payload[name]);
  switch (kind) {
    case "rename":
      return `Renamed from “${String(before["label"])}” to “${said("label")}”`;
    case "pin":
      return payload["pinned"] === true ? "Label kept" : "Label free to change";
    case "merge":
      return `“${label(themeId)}” merged into “${label(payload["into"])}”`;
    case "mute":
      return payload["muted"] === true ? "Muted" : "No longer muted";
    case "publish":
      return "Published";
    case "archive":
      return "Archived";
    case "move":
      return payload["parent"] === null
        ? "Moved to the top"
        : `Moved under “${label(payload["parent"])}”`;
    case "split": {
      const n = (payload["quotes"] as unknown[] | undefined)?.length ?? 0;
      return `“${said("label")}” split off by ${n} ${n === 1 ? "quote" : "quotes"}`;
    }
    case "rule":
      return `Texts with “${said("words")}” ${payload["mode"] === "always" ? "always" : "never"} belong here`;
    case "wrong":
      return payload["to"] === null
        ? `A quote does not belong to “${label(themeId)}”`
        : `A quote belongs to “${label(payload["to"])}”, not to “${label(themeId)}”`;
    case "refit":
      return "All themes of a survey found anew";
    default:
      return "An edit was undone";
  }
}
