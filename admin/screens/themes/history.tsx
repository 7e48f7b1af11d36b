import { Undo2 } from "lucide";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { ThemeDetail } from "../../../domain/wire/themes.ts";
import { Button } from "../../components/button.tsx";
import { useHref } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { dateOf } from "../../words/dates.ts";
import { useThemeEdit } from "./use-edit.ts";
import { useNames } from "./use-names.ts";

/** What curators did to a theme, each step with its way back. */
export function History({
  data,
  survey,
  onChanged,
}: {
  data: ThemeDetail;
  survey: SurveySummary;
  onChanged: () => void;
}) {
  const href = useHref();
  const edit = useThemeEdit(survey.id, onChanged);
  const nameOf = useNames();
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <section class="section">
      <header>
        <h3>History</h3>
        <small>replayed by every run</small>
      </header>
      {data.edits.length === 0 && <p class="quiet">Nobody has changed this theme.</p>}
      <ol class="log">
        {data.edits.map((one) => (
          <li key={one.id}>
            <time dateTime={new Date(one.at).toISOString()}>{dateOf(one.at, zone, now)}</time>
            <span class={one.undone ? "undone" : undefined}>
              {one.text}
              {one.by !== null && nameOf(one.by) !== undefined && (
                <small>
                  {" "}
                  <bdi>{nameOf(one.by)}</bdi>
                </small>
              )}
              {one.made !== null && !one.undone && (
                <>
                  {" "}
                  <a href={href(`/app/themes/${one.made}`, { survey: survey.id })}>Open it</a>
                </>
              )}
            </span>
            {may("analyst") && !one.undone && one.kind !== "undo" && (
              <Button
                class="end"
                kind="bare"
                icon={Undo2}
                onClick={() => void edit(data.theme.id, { kind: "undo", edit: one.id }, "Undone.")}
              >
                Undo
              </Button>
            )}
            {one.undone && <small class="end">undone</small>}
          </li>
        ))}
      </ol>
    </section>
  );
}
