import { Hono } from "hono";
import * as wire from "../../domain/wire/themes.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { themeDetail } from "../services/themes/detail.ts";
import { editTheme } from "../services/themes/edit.ts";
import { listThemes } from "../services/themes/list.ts";
import { getRun, startRun } from "../services/themes/start.ts";

export const themes = new Hono<AppEnv>();

endpoint(
  themes,
  "GET /api/v1/surveys/:id/themes",
  {
    summary: "The themes of a survey with their figures, by default of the last 90 days",
    query: wire.ThemesQuery,
    reply: wire.Themes,
  },
  ({ ctx, deps, param, query }) => listThemes(ctx, deps, param("id"), query),
);

endpoint(
  themes,
  "GET /api/v1/themes/:id",
  {
    summary: "One theme, its weeks and its edits",
    query: wire.ThemeQuery,
    reply: wire.ThemeDetail,
  },
  ({ ctx, deps, param, query }) => themeDetail(ctx, deps, param("id"), query),
);

endpoint(
  themes,
  "POST /api/v1/themes/:id/edits",
  {
    summary: "Rename, merge, mute, publish or archive a theme, or undo an edit",
    query: wire.ThemeQuery,
    body: wire.ThemeEdit,
    reply: wire.ThemeDetail,
  },
  async ({ ctx, deps, param, query, body }) => {
    await editTheme(ctx, deps, param("id"), body);
    return themeDetail(ctx, deps, param("id"), query);
  },
);

endpoint(
  themes,
  "POST /api/v1/theme-runs",
  {
    summary: "Start a theme run, or join the open one",
    body: wire.StartRun,
    reply: wire.RunStarted,
    status: 202,
  },
  ({ ctx, deps, body }) => startRun(ctx, deps, body.survey),
);

endpoint(
  themes,
  "GET /api/v1/theme-runs/:id",
  { summary: "A theme run and what it changed", reply: wire.ThemeRun },
  ({ ctx, deps, param }) => getRun(ctx, deps, param("id")),
);
