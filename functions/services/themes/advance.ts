import { openCatalogue } from "../../../domain/themes/index.ts";
import { themeJob } from "../../../domain/themes/job.ts";
import type { Context } from "../../context.ts";
import type { Lease } from "../../db/repositories/jobs.ts";
import type {
  Run,
  RunCursor,
  ThemedSurvey,
  ThemeRunsRepository,
} from "../../db/repositories/theme-runs.ts";
import type { Note, ThemeRereadsRepository } from "../../db/repositories/theme-rereads.ts";
import type { ThemeTextsRepository } from "../../db/repositories/theme-texts.ts";
import type { StoredTheme } from "../../db/repositories/themes.ts";
import { type LeaseDeps, leased } from "../jobs/lease.ts";
import { themesFor } from "./catalogue.ts";
import { type DiffDeps, volumeDiff } from "./diff.ts";
import { type DiscoverDeps, discoverThemes } from "./discover.ts";
import { modelFor } from "./model.ts";
import { readTexts, verbatimOf } from "./reading.ts";
import { rebuiltSplit } from "./rebuild.ts";

export type RunDeps = LeaseDeps &
  DiscoverDeps &
  DiffDeps & {
    themeRuns: ThemeRunsRepository;
    themeRereads: ThemeRereadsRepository;
    themeTexts: ThemeTextsRepository;
  };

/** Texts a slice: about 0.1 s of CPU and one transaction. */
const SLICE = 300;
/** Texts that one step sends back to be read. */
const SENT_BACK = 2_000;
/** Steps an invocation: well inside a Worker's 30 s of CPU, discovery included. */
export const MOST_STEPS = 20;
/** Failures of one step before a run is given up. */
const MOST_FAILURES = 5;
/** How long a runner that died keeps a workspace's runs waiting. */
const LEASE_MS = 60_000;

/**
 * Takes a workspace's open theme runs further by a bounded number of steps, one run after the
 * other: what one run finds is known to the next, whatever the order of arrival, so that reading
 * everything again gives the same mentions. Killed anywhere, the next call goes on from the last
 * step that was written. A second caller at the same time does nothing.
 * @returns whether open runs are left for this caller to go on with
 */
export async function advanceRuns(
  ctx: Context,
  deps: RunDeps,
  workspace: string,
  steps: number = MOST_STEPS,
): Promise<boolean> {
  const left = await leased(ctx, deps, themeJob(workspace), LEASE_MS, async (lease) => {
    let cursor = lease.cursor as RunCursor | null;
    for (let step = 0; step < steps; step++) {
      const open = await deps.themeRuns.open(workspace);
      const run = open.find(({ id }) => id === cursor?.run) ?? open[0];
      if (!run) return false;
      const at = run.id === cursor?.run ? cursor : null;
      const next = await advance(ctx, deps, workspace, lease, run, at).catch((error: unknown) =>
        stumble(ctx, deps, workspace, lease, run, error),
      );
      if (next === "lost") return true;
      cursor = next;
    }
    return true;
  });
  return left ?? false;
}

/**
 * Counts a failure of a step; the fifth ends the run. Its texts wait for the next one.
 * @throws the failure, so that the job's outcome names it
 */
async function stumble(
  ctx: Context,
  { themeRuns }: RunDeps,
  workspace: string,
  lease: Lease,
  run: Run,
  error: unknown,
): Promise<never> {
  // When the database is what failed, this fails too, and counts nothing.
  const failures = await themeRuns.stumble(lease).catch(() => 0);
  if (failures >= MOST_FAILURES) await themeRuns.fail(workspace, lease, run, ctx.now);
  throw error;
}

/** Where every run begins. */
function readingOf(run: Run): RunCursor {
  return { run: run.id, step: "read", row: 0, question: "" };
}

/** One step of one run. @returns where it stands then; "lost" when an edit or another runner took over */
async function advance(
  ctx: Context,
  deps: RunDeps,
  workspace: string,
  lease: Lease,
  run: Run,
  cursor: RunCursor | null,
): Promise<RunCursor | null | "lost"> {
  const { themeRuns } = deps;
  const reading = readingOf(run);
  if (run.state === "queued") {
    return (await themeRuns.begin(workspace, lease, run, reading, ctx.now)) ? reading : "lost";
  }
  const survey = await themeRuns.survey(workspace, run.surveyId ?? "");
  if (!survey)
    return (await themeRuns.finish(workspace, lease, run, run.diff, ctx.now)) ? null : "lost";
  const stored = await deps.themes.all(workspace);
  const at = cursor ? { ...cursor, failures: 0 } : reading;
  const anew = await rebuiltSplit(deps, workspace, stored);
  if (anew) {
    const made = { created: [], widened: [anew], diff: run.diff, reviewed: survey.reviewed };
    return (await themeRuns.publish(workspace, lease, run, at, made)) ? at : "lost";
  }
  if (at.step === "finish") {
    const diff = await volumeDiff(workspace, deps, survey, run, stored);
    return (await themeRuns.finish(workspace, lease, run, diff, ctx.now)) ? null : "lost";
  }
  if (at.step === "discover") {
    const before = await themeRuns.last(workspace, survey.id, run);
    // Where nothing arrived, what was looked through is not looked through again.
    if (before?.state === "done" && before.upperRow >= run.upperRow) {
      const next: RunCursor = { ...reading, step: "finish" };
      return (await themeRuns.move(lease, next)) ? next : "lost";
    }
    const from = before?.upperRow ?? 0;
    const made = await discoverThemes(workspace, deps, survey, run, stored, from);
    const found = made.created.length + made.widened.length > 0;
    const next: RunCursor = { ...reading, step: found ? "settle" : "finish", from };
    return (await themeRuns.publish(workspace, lease, run, next, made)) ? next : "lost";
  }
  return readOn(deps, workspace, lease, run, survey, stored, at);
}

/** Reads one slice: of what waits or what edits sent back, or, after discovery, of what it may have changed. */
async function readOn(
  deps: RunDeps,
  workspace: string,
  lease: Lease,
  run: Run,
  survey: ThemedSurvey,
  stored: readonly StoredTheme[],
  at: RunCursor,
): Promise<RunCursor | "lost"> {
  const [texts, note] =
    at.step === "read"
      ? await Promise.all([
          deps.verbatims.waiting(workspace, run, SLICE),
          deps.themeRereads.next(workspace, survey.id),
        ])
      : [await deps.verbatims.unsettled(workspace, survey, run, at, SLICE)];
  // All of them first, so that the run knows how much it has to do.
  if (note) return sendBack(deps, workspace, lease, run, survey, at, note);
  const last = texts.at(-1);
  if (!last) {
    const next: RunCursor = { ...at, step: at.step === "read" ? "discover" : "finish" };
    return (await deps.themeRuns.move(lease, next)) ? next : "lost";
  }
  const verbatims = texts.map((text) => verbatimOf(survey.id, text));
  const catalogue = openCatalogue(themesFor(survey.id, stored), await modelFor(deps, verbatims));
  const next: RunCursor =
    at.step === "read" ? at : { ...at, row: last.row, question: last.question };
  const readings = readTexts(survey.id, texts, catalogue);
  return (await deps.verbatims.write(workspace, lease, run, next, readings)) ? next : "lost";
}

/** Sends the next texts of an edit's note back to be read. */
async function sendBack(
  { themeRereads }: RunDeps,
  workspace: string,
  lease: Lease,
  run: Run,
  survey: ThemedSurvey,
  at: RunCursor,
  note: Note,
): Promise<RunCursor | "lost"> {
  const rows = await themeRereads.rows(workspace, survey, note, SENT_BACK);
  const ended = rows.length < SENT_BACK;
  const sent = await themeRereads.send(workspace, lease, run, at, note, rows, ended);
  return sent ? at : "lost";
}
