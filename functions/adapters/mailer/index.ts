import { httpMailer } from "./http.ts";
import { type MailLog, type Mailer, logged } from "./mailer.ts";
import { outboxMailer } from "./outbox.ts";

type MailSettings = {
  LOCAL: boolean;
  MAIL_URL?: string | undefined;
  MAIL_KEY?: string | undefined;
  MAIL_FROM?: string | undefined;
};

/** The provider when its endpoint and sender are set, else the outbox. */
export function mailer(settings: MailSettings, log: MailLog): Mailer {
  const { MAIL_URL: url, MAIL_KEY: key = "", MAIL_FROM: from } = settings;
  return url && from
    ? logged(log, httpMailer({ url, key, from }))
    : outboxMailer(log, settings.LOCAL);
}
