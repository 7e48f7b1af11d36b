import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Themes } from "../../../domain/wire/themes.ts";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { moment } from "../../words/dates.ts";
import { count, plural } from "../../words/format.ts";

/** What the last run did, and that proposals wait here; where it led is one click away. */
export function LastRun({ data: { run, items }, survey }: { data: Themes; survey: SurveySummary }) {
  const href = useHref();
  const { zone } = me.value.workspace;
  if (!run || run.finishedAt === null || run.state !== "done") return null;
  const { created, proposed, grew, faded, merged, split } = run.diff;
  const said = (
    [
      [created, "new"],
      [proposed, "proposed"],
      [grew, "grew"],
      [faded, "faded"],
      [merged, "merged"],
      [split, "split"],
    ] as const
  )
    .filter(([labels]) => labels.length > 0)
    .map(([labels, word]) => `${count(labels.length)} ${word}`);
  const waiting = items.some(({ status }) => status === "proposed");
  return (
    <p class="quiet last-run">
      Run of {moment(run.finishedAt, zone)}: {plural(run.done, "verbatim")} read
      {said.length > 0 ? `; themes: ${said.join(", ")}` : ", no theme changed"}.{" "}
      <a href={href("/app/themes", { survey: survey.id, view: "changes" })}>
        What changed this week
      </a>
      {!waiting &&
        ". No theme is proposed now: once a survey had a run over 200 verbatims, new ones wait here for your yes."}
    </p>
  );
}
