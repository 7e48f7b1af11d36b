import { prefixedId } from "../../../domain/survey/ids.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Setup } from "../../../domain/wire/setup.ts";
import type { Context, TenantContext } from "../../context.ts";
import type { AccountsRepository } from "../../db/repositories/accounts.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { emailOf } from "./email.ts";
import { requireSetupToken } from "./setup-token.ts";
import { signInLink } from "./sign-in-link.ts";

const LINK_MS = DAY_MS;
const SOMEBODY = "owner@example.com";

type Deps = {
  accounts: AccountsRepository;
  workspaces: WorkspacesRepository;
  settings: { PUBLIC_ORIGIN: string; SETUP_TOKEN?: string | undefined };
};

/**
 * Makes the first workspace and its owner on an empty installation, and a sign-in link then and
 * whenever it is asked for.
 * @returns the context of the first workspace, in which sample data can be loaded
 * @throws AppError not_found without the installation's token, or when it has none; invalid when the
 *   address given is no owner's
 */
export async function setUp(
  ctx: Context,
  deps: Deps,
  { token, email, signIn, demo }: Setup,
): Promise<{ tenant: TenantContext; signInUrl: string | undefined }> {
  await requireSetupToken(deps.settings, token);
  const address = email === undefined ? undefined : emailOf(email);
  const isFirst = (await deps.accounts.firstOwner(undefined)) === undefined;
  if (isFirst)
    await createFirst(ctx, deps, address ?? SOMEBODY, demo ? "Halden Outdoor" : "My workspace");
  const owner = await deps.accounts.firstOwner(address);
  if (!owner)
    throw new AppError("invalid", { fields: { email: "is not an owner of this installation" } });
  return {
    tenant: asSystem(ctx, owner.workspace),
    signInUrl: isFirst || signIn ? await signInLink(ctx, deps, owner.email, LINK_MS) : undefined,
  };
}

async function createFirst(ctx: Context, deps: Deps, email: string, name: string): Promise<void> {
  const owner = await deps.accounts.ensureUser(email, ctx.newId(), ctx.now);
  const workspace = prefixedId("wk", ctx.random(10));
  const audit = auditOf(asSystem(ctx, workspace), "workspace.create", workspace);
  await deps.workspaces.createFirst(workspace, { name, owner, now: ctx.now }, audit);
}

function asSystem(ctx: Context, workspace: string): TenantContext {
  return { ...ctx, workspace, actor: { kind: "system", id: "setup" } };
}
