import { capOn } from "../../../domain/sending/caps.ts";
import { clockFor, dayIn, firstOpen, isOpen } from "../../../domain/sending/hours.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Mailer } from "../../adapters/mailer/mailer.ts";
import type { CollectRepository } from "../../db/repositories/collect.ts";
import type { HandOverRepository } from "../../db/repositories/hand-over.ts";
import type { SendsRepository, StoredSend } from "../../db/repositories/sends.ts";
import { liveSurvey } from "../sites/live.ts";
import { type ComposeDeps, composer } from "./compose.ts";
import type { Round } from "./dispatch.ts";
import type { Judging } from "./facts.ts";

export type ReadyDeps = ComposeDeps & {
  sends: SendsRepository;
  handOver: HandOverRepository;
  collect: CollectRepository;
  mailer: Mailer;
};

/** A send that may mail now: how its invitations are judged and by what they go out. */
export type Running = { judging: Judging; round: Round; room: number };

/**
 * What a send needs to mail at this moment.
 * @returns when to look again, ms UTC, where its window is closed, the day's cap is used up, its survey
 *   is paused, or nobody has said who mail comes from
 */
export async function makeReady(
  deps: ReadyDeps,
  workspace: string,
  send: StoredSend,
  now: number,
): Promise<Running | { waitUntil: number }> {
  const soon = { waitUntil: now + 3_600_000 };
  const home = await deps.sends.home(workspace);
  const standing = await deps.sends.survey(workspace, send.survey);
  if (!home?.mail || !standing || (!standing.live && !standing.stopped)) return soon;
  // Customers of the sample shop are made up: their mail stays on a machine of one's own.
  if (standing.demo && deps.mailer.kind !== "outbox") return soon;
  const survey = await liveSurvey(now, deps, "id", send.survey, standing.version);
  const definition = survey?.definitions[0];
  if (!survey || !definition) return soon;
  const clock = clockFor(home.zone, home.clock, { from: now - DAY_MS, to: now + 60 * DAY_MS });
  if (send.plan.kind !== "once" && !isOpen(clock, send.plan, now))
    return { waitUntil: firstOpen(clock, send.plan, now) };
  const day = dayIn(clock, now);
  const cap = capOn(home.mail, day);
  const room = cap - (await deps.handOver.sentOn(workspace, day));
  // What is over is skipped, whatever the cap.
  if (room <= 0 && !standing.stopped) return soon;
  const write = composer(deps, {
    workspace,
    workspaceName: home.name,
    mail: home.mail,
    survey: definition,
    letter: send.letter,
  });
  return {
    judging: { workspace, send, home, survey, stopped: standing.stopped, now },
    round: { workspace, send, clock, day, cap, version: survey.version, write },
    room,
  };
}
