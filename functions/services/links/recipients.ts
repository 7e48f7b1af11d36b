import { jumps } from "../../../domain/links/suspect-rate.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { RecipientDomains } from "../../../domain/wire/votes.ts";
import type { Context, TenantContext } from "../../context.ts";
import type { RecipientsRepository } from "../../db/repositories/recipients.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { found } from "../../errors.ts";

/** Surveys that one run counts, those first whose figures are oldest. */
const SURVEYS = 40;
const NOW_MS = 7 * DAY_MS;
const BEFORE_MS = 28 * DAY_MS;

/** Counts the votes of running surveys by the domain of the recipient, and marks where suspect ones jumped. */
export async function countRecipients(
  ctx: Context,
  deps: { recipients: RecipientsRepository },
): Promise<void> {
  const since = ctx.now - NOW_MS;
  for (const { workspace, survey } of await deps.recipients.due(since - BEFORE_MS, SURVEYS)) {
    const counts = await deps.recipients.count(workspace, survey, since, since - BEFORE_MS);
    const jumped = jumps(counts);
    const rows = counts.map((one, i) => ({ ...one, jumped: !!jumped[i] }));
    await deps.recipients.keep(workspace, survey, rows, ctx.now);
  }
}

/** What the last count of a survey found. @throws AppError not_found */
export async function readRecipients(
  ctx: TenantContext,
  deps: { recipients: RecipientsRepository; surveys: SurveysRepository },
  survey: string,
): Promise<RecipientDomains> {
  found(await deps.surveys.head(ctx.workspace, survey));
  return deps.recipients.read(ctx.workspace, survey);
}
