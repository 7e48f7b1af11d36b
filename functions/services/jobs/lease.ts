import type { Context } from "../../context.ts";
import type { JobsRepository, Lease } from "../../db/repositories/jobs.ts";
import { AppError } from "../../errors.ts";

export type LeaseDeps = { jobs: JobsRepository };

/**
 * Runs `work` while holding the job `name`; does nothing when someone else holds it. The outcome
 * is kept by its class alone: a message could hold what people wrote.
 * @param ms how long a runner that died keeps others out
 * @returns what `work` gave, or undefined when the job was taken
 * @throws what `work` throws, after the job was let go
 */
export async function leased<T>(
  ctx: Context,
  deps: LeaseDeps,
  name: string,
  ms: number,
  work: (lease: Lease) => Promise<T>,
): Promise<T | undefined> {
  const lease = await deps.jobs.take(name, ctx.now, ctx.now + ms);
  if (!lease) return undefined;
  const begun = ctx.elapsed();
  const ended = () => ctx.now + ctx.elapsed() - begun;
  try {
    const result = await work(lease);
    await deps.jobs.release(lease, ended(), "ok");
    return result;
  } catch (error) {
    // The first failure is the one to tell; a database that is gone keeps the lease until it ends.
    await deps.jobs.release(lease, ended(), outcomeOf(error)).catch(() => undefined);
    throw error;
  }
}

/** For each write that names its lease. @throws AppError stale unless the job is still held */
export function keep(held: boolean): void {
  if (!held) throw new AppError("stale");
}

/** A failure as it may be kept: the code of ours, the class name of any other. */
export function outcomeOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
