import { appendFileSync } from "node:fs";
import { advanceRuns } from "../../functions/services/themes/advance.ts";
import { queueRun } from "../../functions/services/themes/start.ts";
import { indexTexts } from "../../functions/services/search/index-texts.ts";
import { openArchive } from "./archive.ts";

/** Slices between two looks at the progress. */
const STEPS = 4;

/**
 * A process that reads an archive: the jobs and the database server in one, on one core. Says after
 * every few slices how far it is, so that it can be killed anywhere and was seen on the way.
 *
 * Arguments: the database's file, the file of progress, how far the clock is ahead (ms).
 */
const [file = "", progress = "", ahead = "0"] = process.argv.slice(2);

const archive = await openArchive(file, Number(ahead));
const { ctx, deps, survey } = archive;
const began = process.cpuUsage();
const say = (line: Record<string, unknown>) => {
  const { user, system } = process.cpuUsage(began);
  appendFileSync(progress, `${JSON.stringify({ ...line, cpuSeconds: (user + system) / 1e6 })}\n`);
};

while ((await indexTexts(deps)) > 0);
say({ step: "indexed" });
const run = await queueRun(ctx, deps, ctx.workspace, survey);
for (let open = true; open;) {
  open = await advanceRuns(ctx, deps, ctx.workspace, STEPS);
  const now = await deps.themeRuns.get(ctx.workspace, run.id);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  say({ step: now?.state, done: now?.done, total: now?.total, heap: heapUsed + arrayBuffers });
}
await archive.close();
