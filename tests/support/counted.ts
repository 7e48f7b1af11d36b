import { DAY_MS } from "../../domain/time/days.ts";
import type { CheckDeps } from "../../functions/services/upkeep/self-check.ts";
import { SELF_CHECK, goOn, newCheck } from "../../functions/services/upkeep/self-check.ts";
import { sealSpans } from "../../functions/services/scores/seal.ts";
import { type TestApp, seedSurvey, seedWorkspace } from "./app.ts";
import { indexAll, seedResponses } from "./responses.ts";
import { NOW, system } from "./texts.ts";

const CHANNELS = ["widget", "link", "inline"] as const;
const DAYS = 80;

/** A workspace with a survey of which something of each kind is counted, sealed up to today (NOW). */
export type Counted = Awaited<ReturnType<typeof countedSurvey>>;

/**
 * 240 responses over 80 days (with and without text, attribute, completion), some set aside; two
 * themes; impressions; a quota. The attribute `plan` is declared, `country` is only carried.
 */
export async function countedSurvey(app: TestApp, count = 240) {
  const home = await seedWorkspace(app);
  await app.run(`update workspaces set attributes = '["plan"]' where id = ?`, [home.workspace]);
  const { id } = await seedSurvey(app, home);
  await app.run("update surveys set quota = 100000 where id = ?", [id]);
  await seedResponses(
    app,
    home.workspace,
    id,
    Array.from({ length: count }, (_, i) => ({
      answers: {
        q1: i % 11,
        ...(i % 3 === 0 && { q2: `Delivery took ${i} days` }),
        ...(i % 4 === 0 && { q3: ["o1", ...(i % 8 === 0 ? ["o2"] : [])] }),
      },
      complete: i % 5 !== 0,
      channel: CHANNELS[i % 3]!,
      lang: i % 2 === 0 ? "en" : "de",
      ...(i % 7 !== 0 && {
        attributes: { plan: i % 2 === 0 ? "pro" : "free", country: `c${i % 60}` },
      }),
      occurredAt: NOW - (i % DAYS) * DAY_MS,
    })),
  );
  for (const [state, every] of [
    ["quarantined", 13],
    ["late", 17],
    ["deleted", 23],
  ] as const)
    await app.run("update responses set state = ? where survey_id = ? and row % ? = 0", [
      state,
      id,
      every,
    ]);
  await indexAll(app);
  for (const theme of ["t1", "t2"]) {
    await app.run(
      `insert into themes (workspace_id, id, label, status, space, model, created_at, updated_at)
       values (?, ?, ?, 'active', 'test', '{}', 0, 0)`,
      [home.workspace, theme, theme],
    );
    await app.run(
      `insert into mentions (workspace_id, row, question, theme_id, survey_id, day, sentiment, start, "end", score, counted, engine)
       select workspace_id, row, 'q2', ?, survey_id, day, row % 3 - 1, 0, 4, score, state = 'counted', 'test'
       from responses where survey_id = ? and texts is not null and row % 2 = ?`,
      [theme, id, theme === "t1" ? 0 : 1],
    );
  }
  await app.run(
    `insert into impressions (workspace_id, survey_id, day, channel, shown, started, dismissed)
     select workspace_id, survey_id, day, 'widget', 9, 4, 2 from responses where survey_id = ? group by day`,
    [id],
  );
  const { ctx, deps } = system(app, home.workspace);
  while ((await sealSpans(ctx, deps)) > 0);
  return { ...home, id };
}

/** The figures of a check of everything, as `npm run rebuild` asks for it. */
export async function checkAll(app: TestApp, workspace: string): Promise<Record<string, number>> {
  const { ctx, deps } = system(app, workspace);
  await goOn(ctx, deps, newCheck(ctx.newId(), { every: true }), Infinity);
  return figuresOf(deps);
}

/** Figures of the last check that ended, those that are not 0. */
export async function figuresOf({ jobs }: Pick<CheckDeps, "jobs">) {
  const figures = Object.entries(await jobs.detail(SELF_CHECK)).filter(([, n]) => n !== 0);
  return Object.fromEntries(figures);
}
