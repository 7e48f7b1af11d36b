import { DAY_MS } from "../../../domain/time/days.ts";
import type { ApiKey, CreateApiKey, CreatedApiKey } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { KeysRepository } from "../../db/repositories/keys.ts";
import { newSecret, sha256 } from "../../secrets.ts";
import { auditOf } from "../audit.ts";

/** Enough to tell keys apart, nothing to guess from: 30 of 256 bits. */
const SHOWN = "vb_".length + 5;

/** Makes a key. Its secret is in this reply and nowhere else; only the SHA-256 is kept. */
export async function createKey(
  ctx: TenantContext,
  deps: { keys: KeysRepository },
  { name, scopes, days }: CreateApiKey,
): Promise<CreatedApiKey> {
  const secret = `vb_${newSecret(ctx.random)}`;
  const key: ApiKey = {
    id: ctx.newId(),
    name,
    prefix: secret.slice(0, SHOWN),
    scopes: [...new Set(scopes)],
    createdAt: ctx.now,
    expiresAt: days === undefined ? null : ctx.now + days * DAY_MS,
    usedAt: null,
    revokedAt: null,
  };
  await deps.keys.add(
    ctx.workspace,
    key,
    await sha256(secret),
    auditOf(ctx, "key.create", key.id, { scopes: key.scopes }),
  );
  return { ...key, secret };
}
