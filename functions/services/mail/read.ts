import { capOn } from "../../../domain/sending/caps.ts";
import { dayOf } from "../../../domain/time/days.ts";
import type { Mailing } from "../../../domain/wire/mail.ts";
import type { Mailer } from "../../adapters/mailer/mailer.ts";
import type { TenantContext } from "../../context.ts";
import type { MailSettingsRepository } from "../../db/repositories/mail-settings.ts";
import { found } from "../../errors.ts";

export type ReadMailDeps = {
  mailSettings: MailSettingsRepository;
  mailer: Mailer;
  /** Mails handed over on a day of the workspace. */
  handOver: { sentOn(workspace: string, day: number): Promise<number> };
};

/** Who mail comes from, how it leaves, and what may go out today. */
export async function readMailing(ctx: TenantContext, deps: ReadMailDeps): Promise<Mailing> {
  const { settings, zone } = found(await deps.mailSettings.get(ctx.workspace));
  const day = dayOf(ctx.now, zone);
  const { kind, delivers } = deps.mailer;
  return {
    settings,
    kind,
    delivers,
    today: {
      cap: settings && capOn(settings, day),
      sent: await deps.handOver.sentOn(ctx.workspace, day),
    },
  };
}
