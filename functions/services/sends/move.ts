import { primaryQuestion } from "../../../domain/survey/questions.ts";
import type { MoveSend, Send, SendState } from "../../../domain/wire/sends.ts";
import type { Mailer } from "../../adapters/mailer/mailer.ts";
import type { TenantContext } from "../../context.ts";
import type { CollectRepository } from "../../db/repositories/collect.ts";
import type { SegmentsRepository } from "../../db/repositories/segments.ts";
import type { SendsRepository, StoredSend } from "../../db/repositories/sends.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { liveSurvey } from "../sites/live.ts";
import { checkSend } from "./check.ts";
import { readSend, storedSend } from "./read.ts";

/** How long a send that was cancelled may be taken up again. */
const UNDO_MS = 3_600_000;

/** From which states each can be reached. */
const FROM: Record<MoveSend["to"], readonly SendState[]> = {
  live: ["draft", "paused", "cancelled"],
  paused: ["live"],
  cancelled: ["draft", "live", "paused"],
};

type Deps = {
  sends: SendsRepository;
  segments: SegmentsRepository;
  collect: CollectRepository;
  mailer: Mailer;
};

/**
 * Starts, pauses, goes on with, or cancels a send; going where it is already changes nothing. Who
 * would have been asked by an autopilot during a pause is asked in the next period.
 * @throws AppError not_found, invalid when it cannot be started yet, closed, stale
 */
export async function moveSend(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  { to }: MoveSend,
): Promise<Send> {
  const send = await storedSend(ctx, deps, id);
  if (send.state === to) return readSend(ctx, deps, id);
  const undone = send.state === "cancelled" && ctx.now - send.updatedAt > UNDO_MS;
  if (!FROM[to].includes(send.state) || undone)
    throw new AppError("closed", { message: "This send is over. Make another one." });
  if (to === "live") await checkStart(ctx, deps, send);
  const place = { state: to, cursor: send.cursor, enrolAt: send.enrolAt, again: false };
  if (to === "live") {
    place.again = send.state === "cancelled";
    // What a trigger brings is planned by its events; of an audience that was seen nothing is left.
    const begins = send.state === "draft" || send.plan.kind === "autopilot";
    place.enrolAt = send.plan.kind === "trigger" ? null : begins ? ctx.now : send.enrolAt;
  }
  const audit = auditOf(ctx, `send.${to === "live" ? "start" : to}`, id);
  if (!(await deps.sends.move(ctx.workspace, send, place, audit))) throw new AppError("stale");
  return readSend(ctx, deps, id);
}

async function checkStart(ctx: TenantContext, deps: Deps, send: StoredSend): Promise<void> {
  const fields: Record<string, string> = {};
  const home = found(await deps.sends.home(ctx.workspace));
  if (!home.mail) fields["mail"] = "set who mail comes from first";
  if (deps.mailer.kind === "none") fields["mailer"] = "this installation sends no mail";
  const standing = await deps.sends.survey(ctx.workspace, send.survey);
  if (!standing?.live) fields["survey"] = "is not live";
  else {
    const survey = await liveSurvey(ctx.now, deps, "id", send.survey, standing.version);
    const definition = survey?.definitions[0];
    if (!definition || !primaryQuestion(definition)) fields["survey"] = "has no score to click";
  }
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
  await checkSend(ctx, deps, send);
}
