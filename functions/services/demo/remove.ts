import { demoCustomers, demoSegments } from "../../../domain/demo/customers.ts";
import { DEMO_SEED } from "../../../domain/demo/plan.ts";
import type { DemoRemoved } from "../../../domain/wire/demo.ts";
import type { TenantContext } from "../../context.ts";
import type { DemoRepository } from "../../db/repositories/demo.ts";
import type { DemoSendsRepository } from "../../db/repositories/demo-sends.ts";
import { auditOf } from "../audit.ts";
import { forgetSurvey } from "../sites/live.ts";
import { DEMO_SENDER } from "./sends.ts";

/** Responses a call. */
const SLICE = 1000;

/**
 * Removes one slice of the workspace's sample data; call again until it is done. Answers given to
 * sample surveys since and copies of them go too; API keys and declared attributes stay.
 */
export async function removeDemo(
  ctx: TenantContext,
  deps: { demo: DemoRepository; demoSends: DemoSendsRepository },
): Promise<DemoRemoved> {
  const set = await deps.demo.find(ctx.workspace);
  if (!set) return { done: true };
  if ((await deps.demo.removeResponses(ctx.workspace, SLICE)) > 0) return { done: false };
  const people = demoCustomers(DEMO_SEED, set.since).map(({ person }) => person);
  const segments = demoSegments(DEMO_SEED, set.since).map(({ id }) => id);
  await deps.demo.removeRest(
    ctx.workspace,
    people,
    segments,
    auditOf(ctx, "demo.remove", set.site),
  );
  await deps.demoSends.removeSender(ctx.workspace, DEMO_SENDER.from);
  for (const { id } of set.surveys) forgetSurvey(id);
  return { done: true };
}
