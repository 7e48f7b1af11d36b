import { createHash } from "node:crypto";
import { rename } from "node:fs/promises";
import { demoPlan } from "../../domain/demo/plan.ts";
import { demoResponses } from "../../domain/demo/responses.ts";
import { voices } from "../../domain/demo/comments/voices.ts";
import { seedSurvey, seedWorkspace, testApp } from "../../tests/support/app.ts";
import { type Text, NOW, seedTexts, system, themeState } from "../../tests/support/texts.ts";

/** Ids are fixed, so that two databases compare. */
const [WORKSPACE, SURVEY] = ["wk_backfills0", "sv_backfills0"];
/** Sample responses made in one go. */
const SLICE = 5_000;

/** The first `count` texts of the sample shops, one after the other: each seed is another shop. */
function textsOf(count: number): Text[] {
  const texts: Text[] = [];
  for (let seed = 1; texts.length < count; seed++) {
    const plan = demoPlan(seed, NOW);
    for (const survey of plan.surveys) {
      const score = survey.definition.questions[0]?.id ?? "";
      for (let from = 0; ; from += SLICE) {
        const made = demoResponses(voices, plan, survey, from, SLICE);
        if (made.length === 0) break;
        for (const { answers, at } of made)
          for (const [id, value] of Object.entries(answers))
            if (id !== score && typeof value === "string" && value.includes(" "))
              texts.push({ text: value, score: Number(answers[score]), at });
      }
    }
  }
  return texts.slice(0, count);
}

/** Writes a database whose texts were never read. It appears under its name when it is complete. */
export async function writeArchive(file: string, count: number): Promise<void> {
  const unfinished = `${file}.part`;
  const app = await testApp({ file: unfinished, now: () => NOW });
  const home = await seedWorkspace(app);
  const { id } = await seedSurvey(app, home);
  await app.run("update workspaces set id = ? where id = ?", [WORKSPACE, home.workspace]);
  await app.run("update survey_versions set workspace_id = ?, survey_id = ?", [WORKSPACE, SURVEY]);
  await app.run("update surveys set workspace_id = ?, id = ? where id = ?", [
    WORKSPACE,
    SURVEY,
    id,
  ]);
  await seedTexts(app, { workspace: WORKSPACE, id: SURVEY }, textsOf(count));
  // One file to copy, without what is still in the log beside it.
  await app.run("pragma wal_checkpoint(truncate)");
  await app.close();
  await rename(unfinished, file);
}

/** The archive's database, served in this process. @param ahead how far the clock has gone on, ms */
export async function openArchive(file: string, ahead = 0) {
  const app = await testApp({ file, now: () => NOW + ahead });
  const { ctx, deps } = system(app, WORKSPACE, NOW + ahead);
  return {
    app,
    ctx,
    deps,
    survey: SURVEY,
    close: () => app.close(),
    /** All that theme runs decide, as hashes of tables; and how much of it there is. */
    async state() {
      const state = await themeState(app, WORKSPACE);
      const hashes = Object.entries(state).map(([name, rows]) => [
        name,
        createHash("sha256").update(JSON.stringify(rows)).digest("hex").slice(0, 16),
      ]);
      const { themes, mentions } = state;
      return {
        hashes: Object.fromEntries(hashes) as Record<string, string>,
        themes: themes.length,
        mentions: mentions.length,
      };
    },
  };
}
