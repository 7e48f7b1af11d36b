import type { Mailing, MailSettings } from "../../../domain/wire/mail.ts";
import type { TenantContext } from "../../context.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { type ReadMailDeps, readMailing } from "./read.ts";

/**
 * Saves who mail comes from. The sender's domain is one of the installation's: a workspace takes no
 * other's name (the mailer holds to it, too).
 * @throws AppError invalid naming the domains there are
 */
export async function saveMailing(
  ctx: TenantContext,
  deps: ReadMailDeps & { senderDomains: readonly string[]; settings: { LOCAL: boolean } },
  settings: MailSettings,
): Promise<Mailing> {
  const domain = settings.from.slice(settings.from.lastIndexOf("@") + 1);
  // Where mail waits on one's own machine nobody is deceived; elsewhere a sender needs a domain.
  const free = deps.mailer.kind === "outbox" && deps.senderDomains.length === 0;
  if (!free && !deps.senderDomains.includes(domain)) {
    const names = deps.senderDomains.join(", ");
    const from = names
      ? `must be at ${names}: this installation sends from no other domain`
      : "needs a domain that this installation may send from: its operator sets one (docs/mail.md)";
    throw new AppError("invalid", { fields: { from } });
  }
  const audit = auditOf(ctx, "mail.save", ctx.workspace, { from: settings.from });
  await deps.mailSettings.save(ctx.workspace, settings, audit);
  return readMailing(ctx, deps);
}
