import { BIN_DAYS, TOMBSTONE_DAYS } from "../../../domain/survey/tray.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { UpkeepRepository } from "../../db/repositories/upkeep.ts";

export type ExpireDeps = { upkeep: UpkeepRepository };

const EVIDENCE_DAYS = 90;
const MAIL_DAYS = 7;
const RUN_DAYS = 90;

/** Rows a statement, and statements a rule and night: a backlog takes more nights, never a timeout. */
const SLICE = 500;
const MOST_SLICES = 40;

/** Visits of one-click links: 90 days (CONTRACTS, One-click votes). */
export function expireEvidence(ctx: Context, { upkeep }: ExpireDeps): Promise<number> {
  const before = Math.floor((ctx.now - EVIDENCE_DAYS * DAY_MS) / 60_000);
  return slices(() => upkeep.dropEvidence(before, SLICE));
}

/** Mail that was handed over or lay in the local outbox: 7 days. */
export function expireMails(ctx: Context, { upkeep }: ExpireDeps): Promise<number> {
  return slices(() => upkeep.dropMails(ctx.now - MAIL_DAYS * DAY_MS, SLICE));
}

/** Hashes of erased submissions: until their own date. */
export function expireErasures(ctx: Context, { upkeep }: ExpireDeps): Promise<number> {
  return slices(() => upkeep.dropErasures(ctx.now, SLICE));
}

/** Theme runs: 90 days. */
export function expireRuns(ctx: Context, { upkeep }: ExpireDeps): Promise<number> {
  return slices(() => upkeep.dropRuns(ctx.now - RUN_DAYS * DAY_MS, SLICE));
}

/** Sessions and sign-in links that are over. */
export function expireSessions(ctx: Context, { upkeep }: ExpireDeps): Promise<number> {
  return upkeep.dropSessions(ctx.now);
}

/** Responses in the bin: 30 days, then gone, and a replay of them is refused for 90. */
export function expireDeleted(ctx: Context, { upkeep }: ExpireDeps): Promise<number> {
  const now = ctx.now;
  return slices(() =>
    upkeep.dropDeleted(now - BIN_DAYS * DAY_MS, now + TOMBSTONE_DAYS * DAY_MS, SLICE),
  );
}

async function slices(drop: () => Promise<number>): Promise<number> {
  let dropped = 0;
  for (let slice = 0; slice < MOST_SLICES; slice++) {
    const now = await drop();
    dropped += now;
    if (now < SLICE) break;
  }
  return dropped;
}
