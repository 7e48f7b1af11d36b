import { randomUUID } from "node:crypto";
import { v7 } from "uuid";
import type { ServerSubmission } from "../../domain/wire/ingest.ts";
import { makeContext } from "../../functions/world.ts";
import type { TenantContext } from "../../functions/context.ts";
import { makeDeps } from "../../functions/deps.ts";
import { settingsOf } from "../../functions/env.ts";
import { recordMany } from "../../functions/services/responses/record.ts";
import { sealSpans } from "../../functions/services/scores/seal.ts";
import { indexTexts } from "../../functions/services/search/index-texts.ts";
import type { TestApp } from "./app.ts";

type Given = Partial<ServerSubmission> & { answers: ServerSubmission["answers"] };

/** Stores responses through the one gate, in order; those without `occurredAt` are given now. */
export async function seedResponses(
  app: TestApp,
  workspace: string,
  survey: string,
  given: readonly Given[],
): Promise<void> {
  const base = makeContext(app.now(), () => undefined);
  const ctx: TenantContext = { ...base, workspace, actor: { kind: "system", id: "test" } };
  const deps = makeDeps(settingsOf(app.env), app.env);
  // One alone first: what it learns of the survey serves the others.
  for (let i = 0, size = 1; i < given.length; [i, size] = [i + size, 200]) {
    const items = given.slice(i, i + size).map((one): ServerSubmission => ({
      wire: 1,
      survey,
      submission: v7(),
      complete: true,
      ...one,
    }));
    await recordMany(ctx, deps, items);
  }
}

/** Makes waiting texts searchable, as the minute job does. */
export async function indexAll(app: TestApp): Promise<void> {
  await indexTexts(makeDeps(settingsOf(app.env), app.env));
}

/** Sums up the weeks, months and years that are over, as the minute job does. */
export async function sealAll(app: TestApp): Promise<void> {
  const ctx = makeContext(app.now(), () => undefined);
  while ((await sealSpans(ctx, makeDeps(settingsOf(app.env), app.env))) > 0);
}

/** Marks a response with a theme, as a theme run would. @param row of the response */
export async function seedMention(
  app: TestApp,
  workspace: string,
  survey: string,
  {
    row,
    theme,
    label,
    sentiment,
  }: { row: number; theme?: string; label: string; sentiment: -1 | 0 | 1 },
): Promise<string> {
  const id = theme ?? randomUUID();
  await app.run(
    `insert into themes (workspace_id, id, label, status, space, model, created_at, updated_at)
     values (?, ?, ?, 'active', 'test', '{}', ?, ?) on conflict do nothing`,
    [workspace, id, label, app.now(), app.now()],
  );
  await app.run(
    `insert into mentions (workspace_id, row, question, theme_id, survey_id, day, sentiment, start, "end", score, counted, engine)
     select workspace_id, row, 'q2', ?, survey_id, day, ?, 0, 4, score, state = 'counted', 'test' from responses where row = ? and survey_id = ?`,
    [id, sentiment, row, survey],
  );
  await app.run(
    "update verbatims set sentiment = ?, stage = 0 where workspace_id = ? and row = ?",
    [sentiment, workspace, row],
  );
  return id;
}
