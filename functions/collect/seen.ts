import { Seen } from "../../domain/wire/ingest.ts";
import { found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { parse, readJson } from "../http/body.ts";
import { limitVisitor } from "../http/rate-limit.ts";
import { checkOrigin } from "../http/visitor.ts";
import { noteDismissed } from "../services/people/note-dismissed.ts";
import { rememberPerson } from "../services/people/remember.ts";
import { countSeen } from "../services/sites/seen.ts";
import { liveSite } from "../services/sites/live.ts";

/** POST /v1/seen: shown, started, dismissed. Approximate by design; no page waits for it. */
export async function seen(c: AppContext): Promise<Response> {
  const { ctx, deps } = c.var;
  const body = parse(Seen, await readJson(c.req.raw));
  limitVisitor(c, "seen", body.site);
  const site = found(await liveSite(ctx.now, deps, body.site));
  checkOrigin(c, site);
  // A proof that does not hold, or no longer, names nobody: the counters are worth taking all the same.
  const proven = body.person && (await deps.readProof(body.person.proof, site, ctx.now));
  await Promise.all([
    countSeen(ctx, deps, site, body),
    noteDismissed(ctx, deps, site, proven, body.events),
  ]);
  rememberPerson(ctx, deps, site.workspace, proven);
  return c.body(null, 204);
}
