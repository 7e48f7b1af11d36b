import { Hono } from "hono";
import { Ok } from "../../domain/wire/common.ts";
import * as wire from "../../domain/wire/workspace.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { pinnedFile } from "../http/widget-files.ts";
import { createSite } from "../services/sites/create.ts";
import { listSites } from "../services/sites/list.ts";
import { addProofKey, removeProofKey } from "../services/sites/proof-keys.ts";
import { saveSite } from "../services/sites/save.ts";

export const sites = new Hono<AppEnv>();

/** What the services need, with the files of this build. */
async function built({ sites, settings, assets }: AppEnv["Variables"]["deps"]) {
  return { sites, settings, widget: await pinnedFile(assets) };
}

endpoint(
  sites,
  "GET /api/v1/sites",
  { summary: "The sites that carry the tag, and where it was last seen", reply: wire.Sites },
  async ({ ctx, deps }) => listSites(ctx, await built(deps)),
);

endpoint(
  sites,
  "POST /api/v1/sites",
  { summary: "Add a site", body: wire.CreateSite, reply: wire.Site, status: 201 },
  async ({ ctx, deps, body }) => createSite(ctx, await built(deps), body),
);

endpoint(
  sites,
  "PATCH /api/v1/sites/:id",
  { summary: "Change a site's name or who may post to it", body: wire.SaveSite, reply: wire.Site },
  async ({ ctx, deps, body, param }) => saveSite(ctx, await built(deps), param("id"), body),
);

endpoint(
  sites,
  "POST /api/v1/sites/:id/proof-keys",
  {
    summary: "Make a secret to sign proofs of who a visitor is; it is shown this once",
    reply: wire.ProofKey,
    status: 201,
  },
  ({ ctx, deps, param }) => addProofKey(ctx, deps, param("id")),
);

endpoint(
  sites,
  "POST /api/v1/sites/:id/proof-keys/remove",
  {
    summary: "Remove a secret: what it signed no longer holds",
    body: wire.RemoveProofKey,
    reply: Ok,
  },
  ({ ctx, deps, body, param }) => removeProofKey(ctx, deps, param("id"), body.kid),
);
