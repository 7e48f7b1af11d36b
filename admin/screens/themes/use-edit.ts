import type { ThemeEdit } from "../../../domain/wire/themes.ts";
import { ApiError, api } from "../../api/client.ts";
import { attempt, toast } from "../../state/toasts.ts";
import { usePeriod } from "../../state/use-period.ts";

/**
 * Applies edits to a theme, one after the other, and offers to take all of them back; the log keeps
 * both. Resolves to true when they were made.
 */
export function useThemeEdit(survey: string, onChanged: () => void) {
  const { from, to } = usePeriod();
  const apply = (theme: string, edit: ThemeEdit) =>
    api.editTheme(theme, survey, { from, to }, edit).catch(saysWhy);
  return (theme: string, edit: ThemeEdit | ThemeEdit[], done: string) =>
    attempt("The theme was not changed.", async () => {
      const entries: string[] = [];
      try {
        for (const one of [edit].flat()) {
          const { edits } = await apply(theme, one);
          const entry = edits.find(({ kind, undone }) => kind === one.kind && !undone);
          if (one.kind !== "undo" && entry) entries.unshift(entry.id);
        }
      } finally {
        // Of several the first may be made and the second refused: the screen shows what is.
        onChanged();
      }
      toast(
        done,
        entries.length > 0
          ? async () => {
              for (const id of entries) await apply(theme, { kind: "undo", edit: id });
              onChanged();
            }
          : undefined,
      );
      return true;
    });
}

/** What is refused is refused for one reason: it is the message. */
function saysWhy(error: unknown): never {
  const [why] = error instanceof ApiError ? Object.values(error.fields) : [];
  if (!(error instanceof ApiError) || why === undefined) throw error;
  const { status, code, requestId } = error;
  throw new ApiError(status, code, `${why.charAt(0).toUpperCase()}${why.slice(1)}.`, { requestId });
}
