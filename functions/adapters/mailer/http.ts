import { type MailLog, type Mailer, entryOf } from "./mailer.ts";

const DEADLINE_MS = 10_000;

export type Provider = { url: string; key: string; from: string };

/**
 * A mail provider with a JSON API: `{ from, to: [address], subject, text, html }` and a bearer key.
 * `sending` is written before the hand-over, so that a crash between leaves a trace (CONTRACTS,
 * Mail). Bodies are not kept: they may hold a link that signs somebody in.
 */
export function httpMailer(log: MailLog, { url, key, from }: Provider): Mailer {
  return {
    delivers: true,
    async send(mail) {
      await log.add(entryOf(mail, "sending", false));
      const accepted = await fetch(url, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          "idempotency-key": mail.id,
        },
        body: JSON.stringify({
          from,
          to: [mail.to],
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
        }),
        signal: AbortSignal.timeout(DEADLINE_MS),
      }).then(
        async (reply) => {
          await reply.body?.cancel();
          return reply.ok;
        },
        () => false,
      );
      await log.settle(mail.id, accepted ? "accepted" : "failed");
    },
  };
}
