import type { Role, Scope } from "../../domain/wire/common.ts";

/** What a caller must be or hold. `role` is the least role of a member; `scope` what a key needs. */
export type Need = { role: Role; scope: Scope } | { role: Role } | "signed-in";

/**
 * Every route of the API and what it needs. A route without a line here cannot be registered, and
 * a test crosses this table with roles, scopes and tenants.
 */
export const POLICY = {
  "GET /api/v1/me": "signed-in",
  "POST /api/v1/workspaces": "signed-in",
  "GET /api/v1/workspace": { role: "viewer", scope: "results:read" },
  "PATCH /api/v1/workspace": { role: "admin", scope: "admin" },
  "GET /api/v1/overview": { role: "viewer", scope: "results:read" },

  "GET /api/v1/surveys": { role: "viewer", scope: "results:read" },
  "POST /api/v1/surveys": { role: "admin", scope: "surveys:write" },
  "GET /api/v1/surveys/:id": { role: "viewer", scope: "results:read" },
  "PATCH /api/v1/surveys/:id": { role: "admin", scope: "surveys:write" },
  "POST /api/v1/surveys/:id/publish": { role: "admin", scope: "surveys:write" },
  "POST /api/v1/surveys/:id/move": { role: "admin", scope: "surveys:write" },
  "POST /api/v1/surveys/:id/duplicate": { role: "admin", scope: "surveys:write" },
  "POST /api/v1/surveys/:id/archive": { role: "admin", scope: "surveys:write" },
  "GET /api/v1/surveys/:id/scores": { role: "viewer", scope: "results:read" },
  "GET /api/v1/surveys/:id/responses": { role: "viewer", scope: "results:read" },
  "GET /api/v1/surveys/:id/responses.csv": { role: "analyst", scope: "results:read" },
  "POST /api/v1/surveys/:id/responses/move": { role: "analyst", scope: "responses:write" },
  "POST /api/v1/surveys/:id/responses/undo": { role: "analyst", scope: "responses:write" },
  "GET /api/v1/surveys/:id/tray": { role: "viewer", scope: "results:read" },
  "GET /api/v1/surveys/:id/recipients": { role: "analyst", scope: "results:read" },
  "GET /api/v1/surveys/:id/themes": { role: "viewer", scope: "results:read" },
  "GET /api/v1/surveys/:id/themes/changes": { role: "viewer", scope: "results:read" },
  "GET /api/v1/surveys/:id/unthemed": { role: "viewer", scope: "results:read" },
  "GET /api/v1/surveys/:id/meaning": { role: "viewer", scope: "results:read" },
  "POST /api/v1/surveys/:id/refits": { role: "analyst", scope: "themes:write" },
  "GET /api/v1/surveys/:id/links": { role: "admin", scope: "surveys:write" },
  "POST /api/v1/surveys/:id/links": { role: "admin", scope: "surveys:write" },
  "PATCH /api/v1/surveys/:id/links/:code": { role: "admin", scope: "surveys:write" },
  "DELETE /api/v1/surveys/:id/links/:code": { role: "admin", scope: "surveys:write" },
  "POST /api/v1/surveys/:id/single-links": { role: "admin", scope: "surveys:write" },

  "POST /api/v1/responses": { role: "admin", scope: "responses:write" },
  "GET /api/v1/responses/:id": { role: "viewer", scope: "results:read" },
  "GET /api/v1/responses/:id/votes": { role: "analyst", scope: "results:read" },
  "POST /api/v1/responses/:id/move": { role: "analyst", scope: "responses:write" },

  "GET /api/v1/themes/:id": { role: "viewer", scope: "results:read" },
  "GET /api/v1/themes/:id/quotes": { role: "viewer", scope: "results:read" },
  "GET /api/v1/themes/:id/breakdown": { role: "viewer", scope: "results:read" },
  "POST /api/v1/themes/:id/preview": { role: "analyst", scope: "themes:write" },
  "POST /api/v1/themes/:id/edits": { role: "analyst", scope: "themes:write" },
  "GET /api/v1/theme-refits/:id": { role: "viewer", scope: "results:read" },
  "POST /api/v1/theme-refits/:id": { role: "analyst", scope: "themes:write" },
  "POST /api/v1/theme-runs": { role: "analyst", scope: "themes:write" },
  "GET /api/v1/theme-runs/:id": { role: "viewer", scope: "results:read" },

  "GET /api/v1/sites": { role: "viewer", scope: "results:read" },
  "POST /api/v1/sites": { role: "admin", scope: "admin" },
  "GET /api/v1/sites/:id": { role: "viewer", scope: "results:read" },
  "POST /api/v1/sites/:id/why": { role: "analyst", scope: "results:read" },
  "POST /api/v1/sites/:id/counts": { role: "admin", scope: "admin" },
  "PATCH /api/v1/sites/:id": { role: "admin", scope: "admin" },
  "POST /api/v1/sites/:id/proof-keys": { role: "admin", scope: "admin" },
  "POST /api/v1/sites/:id/proof-keys/remove": { role: "admin", scope: "admin" },
  "GET /api/v1/erasures": { role: "admin", scope: "people:write" },
  "POST /api/v1/erasures": { role: "admin", scope: "people:write" },
  "POST /api/v1/erasures/preview": { role: "admin", scope: "people:write" },
  "GET /api/v1/people": { role: "analyst", scope: "people:write" },
  "POST /api/v1/people": { role: "admin", scope: "people:write" },
  "GET /api/v1/people/attributes": { role: "analyst", scope: "people:write" },
  "GET /api/v1/people/:id": { role: "analyst", scope: "people:write" },
  "PATCH /api/v1/people/:id": { role: "admin", scope: "people:write" },
  "GET /api/v1/segments": { role: "analyst", scope: "people:write" },
  "POST /api/v1/segments": { role: "admin", scope: "people:write" },
  "POST /api/v1/segments/preview": { role: "analyst", scope: "people:write" },
  "PATCH /api/v1/segments/:id": { role: "admin", scope: "people:write" },
  "DELETE /api/v1/segments/:id": { role: "admin", scope: "people:write" },
  "GET /api/v1/suppressions": { role: "analyst", scope: "people:write" },
  "POST /api/v1/suppressions": { role: "admin", scope: "people:write" },
  "DELETE /api/v1/suppressions": { role: "admin", scope: "people:write" },
  "POST /api/v1/retention/preview": { role: "admin", scope: "admin" },
  "GET /api/v1/keys": { role: "admin", scope: "admin" },
  "POST /api/v1/keys": { role: "admin", scope: "admin" },
  "DELETE /api/v1/keys/:id": { role: "admin", scope: "admin" },
  "GET /api/v1/members": { role: "viewer", scope: "admin" },
  "POST /api/v1/members": { role: "admin", scope: "admin" },
  "PATCH /api/v1/members/:id": { role: "admin", scope: "admin" },
  "DELETE /api/v1/members/:id": { role: "admin", scope: "admin" },
  "DELETE /api/v1/invites/:id": { role: "admin", scope: "admin" },

  "GET /api/v1/webhooks": { role: "admin", scope: "admin" },
  "POST /api/v1/webhooks": { role: "admin", scope: "admin" },
  "PATCH /api/v1/webhooks/:id": { role: "admin", scope: "admin" },
  "DELETE /api/v1/webhooks/:id": { role: "admin", scope: "admin" },
  "POST /api/v1/webhooks/:id/rotate": { role: "admin", scope: "admin" },
  "POST /api/v1/webhooks/:id/test": { role: "admin", scope: "admin" },
  "GET /api/v1/webhooks/:id/deliveries": { role: "admin", scope: "admin" },
  "POST /api/v1/webhooks/:id/replay": { role: "admin", scope: "admin" },
  "GET /api/v1/mail": { role: "admin", scope: "admin" },
  "PUT /api/v1/mail": { role: "admin", scope: "admin" },
  "GET /api/v1/mail/deliverability": { role: "admin", scope: "admin" },
  "POST /api/v1/surveys/:id/mail/preview": { role: "admin", scope: "people:write" },
  "GET /api/v1/surveys/:id/mail/block": { role: "admin", scope: "people:write" },

  "GET /api/v1/operations": { role: "admin", scope: "admin" },

  "GET /api/v1/sends": { role: "analyst", scope: "people:write" },
  "POST /api/v1/sends": { role: "admin", scope: "people:write" },
  "GET /api/v1/sends/:id": { role: "analyst", scope: "people:write" },
  "PATCH /api/v1/sends/:id": { role: "admin", scope: "people:write" },
  "POST /api/v1/sends/:id/move": { role: "admin", scope: "people:write" },
  "POST /api/v1/sends/:id/test": { role: "admin", scope: "people:write" },
  "GET /api/v1/sends/:id/outlook": { role: "analyst", scope: "people:write" },
  "GET /api/v1/sends/:id/invitations": { role: "analyst", scope: "people:write" },
  "POST /api/v1/sends/:id/settle": { role: "admin", scope: "people:write" },
  "POST /api/v1/invitations": { role: "admin", scope: "people:write" },
  "POST /api/v1/events": { role: "admin", scope: "people:write" },
  "POST /api/v1/bounces": { role: "admin", scope: "people:write" },

  "POST /api/v1/demo": { role: "admin", scope: "admin" },
  "DELETE /api/v1/demo": { role: "admin", scope: "admin" },
} as const satisfies Record<string, Need>;

export type RouteKey = keyof typeof POLICY;

const RANK: Record<Role, number> = { viewer: 0, analyst: 1, admin: 2, owner: 3 };

/** Whether `role` includes what `least` may do. */
export function atLeast(role: Role, least: Role): boolean {
  return RANK[role] >= RANK[least];
}
