import type { Mail, Mailer } from "./mailer.ts";
import { writeMailbox } from "./mailbox.ts";

const DEADLINE_MS = 10_000;

export type Provider = { url: string; key: string; from: string };

/**
 * A mail provider with a JSON API: `{ from, to: [address], subject, text, html, reply_to, headers }`,
 * a bearer key and an idempotency key, so that what ended in doubt may be sent again.
 */
export function httpMailer({ url, key, from }: Provider): Mailer {
  return {
    kind: "http",
    delivers: true,
    async send(mail) {
      const body = JSON.stringify(bodyOf(mail, from));
      // Twice: the same key makes the provider take it once.
      const first = await post(url, key, mail.id, body);
      return first === "unknown" ? post(url, key, mail.id, body) : first;
    },
    close: async () => {},
  };
}

function bodyOf(mail: Mail, from: string): object {
  return {
    from: mail.from ? writeMailbox(mail.from) : from,
    to: [mail.to],
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(mail.replyTo !== undefined && { reply_to: mail.replyTo }),
    headers: { ...mail.headers, "X-Verbatim-Id": mail.id },
  };
}

async function post(url: string, key: string, id: string, body: string) {
  try {
    const reply = await fetch(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": id,
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    await reply.body?.cancel();
    if (reply.ok) return "accepted";
    // 409: a request with this key is still under way.
    if (reply.status === 409 || reply.status >= 500) return "unknown";
    return reply.status === 408 || reply.status === 429 ? "later" : "failed";
  } catch {
    return "unknown";
  }
}
