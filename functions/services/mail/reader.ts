import type { Signer } from "../../adapters/signer/signer.ts";
import type { LinksRepository } from "../../db/repositories/links.ts";
import type { MailSettingsRepository } from "../../db/repositories/mail-settings.ts";
import { checkUnsubscribe } from "./unsubscribe-link.ts";

/** Who reads a mail, as far as its unsubscribe link tells, and who sent it. */
export type Reader = {
  workspace: string;
  invitation: string;
  /** Of the mail; null when it is not known. */
  language: string | null;
  from: string;
  /** A member sent it to themselves: it ends no mail. */
  test: boolean;
};

/** The reader behind an unsubscribe link; undefined where its signature does not hold. */
export async function readerOf(
  deps: { links: LinksRepository; signer: Signer; mailSettings: MailSettingsRepository },
  token: string,
): Promise<Reader | undefined> {
  const whose = await checkUnsubscribe(deps.signer, token);
  if (!whose) return undefined;
  const { workspace, invitation } = whose;
  const [found, home] = await Promise.all([
    deps.links.find(workspace, invitation),
    deps.mailSettings.get(workspace),
  ]);
  if (!home) return undefined;
  return {
    workspace,
    invitation,
    language: found?.language ?? null,
    from: home.settings?.fromName ?? home.name,
    test: found?.test ?? false,
  };
}
