import { Hono } from "hono";
import { Retention, RetentionPreview } from "../../domain/wire/retention.ts";
import * as wire from "../../domain/wire/workspace.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { createWorkspace } from "../services/accounts/create-workspace.ts";
import { readWorkspace } from "../services/accounts/read-workspace.ts";
import { saveWorkspace } from "../services/accounts/save-workspace.ts";
import { previewRetention } from "../services/upkeep/preview-retention.ts";

export const workspace = new Hono<AppEnv>();

endpoint(
  workspace,
  "GET /api/v1/workspace",
  { summary: "The workspace and its settings", reply: wire.Workspace },
  ({ ctx, deps }) => readWorkspace(deps, ctx.workspace),
);

endpoint(
  workspace,
  "PATCH /api/v1/workspace",
  {
    summary: "Save settings; a changed time zone moves answers to their new days",
    body: wire.SaveWorkspace,
    reply: wire.Workspace,
  },
  ({ ctx, deps, body }) => saveWorkspace(ctx, deps, body),
);

endpoint(
  workspace,
  "POST /api/v1/retention/preview",
  {
    summary: "How many responses a retention would touch tonight, by kind; nothing is changed",
    body: Retention,
    reply: RetentionPreview,
  },
  ({ ctx, deps, body }) => previewRetention(ctx, deps, body),
);

endpoint(
  workspace,
  "POST /api/v1/workspaces",
  {
    summary: "Make a workspace and own it",
    body: wire.CreateWorkspace,
    reply: wire.Workspace,
    status: 201,
  },
  ({ ctx, deps, body }) => createWorkspace(ctx, deps, body),
);
