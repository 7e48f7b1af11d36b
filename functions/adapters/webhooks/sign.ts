import { Webhook } from "standardwebhooks";

/**
 * Headers of one try, as Standard Webhooks wants them (docs/decisions/0011).
 * @param secrets `whsec_...`, each of which signs; two while one is being replaced
 * @param id the same for every try of a message @param at this try, ms UTC
 */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  at: number,
  body: string,
): Record<string, string> {
  const time = new Date(at);
  return {
    "content-type": "application/json",
    "user-agent": "Verbatim-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at / 1000)),
    "webhook-signature": secrets
      .map((secret) => new Webhook(secret).sign(id, time, body))
      .join(" "),
  };
}
export type SignHeaders = typeof signedHeaders;
