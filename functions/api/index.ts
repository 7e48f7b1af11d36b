import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { demo } from "./demo.ts";
import { erasures } from "./erasures.ts";
import { overview } from "./overview.ts";
import { responses } from "./responses.ts";
import { scores } from "./scores.ts";
import { serverIngest } from "./ingest.ts";
import { keys } from "./keys.ts";
import { mail } from "./mail.ts";
import { me } from "./me.ts";
import { members } from "./members.ts";
import { operations } from "./operations.ts";
import { openapi } from "./openapi.ts";
import { people } from "./people.ts";
import { segments } from "./segments.ts";
import { setup } from "./setup.ts";
import { share } from "./share.ts";
import { siteChecks } from "./site-checks.ts";
import { sites } from "./sites.ts";
import { suppressions } from "./suppressions.ts";
import { sends } from "./sends.ts";
import { surveys } from "./surveys.ts";
import { themes } from "./themes.ts";
import { webhooks } from "./webhooks.ts";
import { workspace } from "./workspace.ts";

/** /api/v1: all that the console and integrators do. One file a resource. */
export const api = new Hono<AppEnv>();
api.route("/", surveys);
api.route("/", themes);
api.route("/", serverIngest);
for (const part of [
  demo,
  overview,
  responses,
  scores,
  me,
  workspace,
  sites,
  siteChecks,
  keys,
  members,
  people,
  segments,
  suppressions,
  erasures,
  sends,
  mail,
  webhooks,
  operations,
  setup,
  share,
  openapi,
])
  api.route("/", part);
