import type { Egress } from "../../adapters/egress/egress.ts";
import { AppError } from "../../errors.ts";

/**
 * The address of a webhook, if it may be called. What it leads to is asked again before every call.
 * @throws AppError invalid, with the reason
 */
export async function checkUrl({ egress }: { egress: Egress }, text: string): Promise<URL> {
  const refusal = await egress.refusal(text);
  if (refusal !== undefined) throw new AppError("invalid", { fields: { url: refusal } });
  return new URL(text);
}
