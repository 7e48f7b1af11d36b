import { Hono } from "hono";
import * as wire from "../../domain/wire/themes.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { themeBreakdown } from "../services/themes/breakdown.ts";
import { themeChanges } from "../services/themes/changes.ts";
import { themeDetail } from "../services/themes/detail.ts";
import { editTheme } from "../services/themes/edit.ts";
import { searchMeaning } from "../services/themes/meaning.ts";
import { decideRefit, getRefit, startRefit } from "../services/themes/refit.ts";
import { previewChange } from "../services/themes/preview.ts";
import { themeQuotes } from "../services/themes/quotes.ts";
import { unthemed } from "../services/themes/unthemed.ts";
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
    summary:
      "Rename, keep, merge, move, split, mute, publish or archive a theme, teach it by words or by a quote that is wrong, or undo an edit",
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
  "POST /api/v1/themes/:id/preview",
  {
    summary: "What an edit would do to the newest 500 texts that it concerns; nothing is written",
    query: wire.ThemeQuery,
    body: wire.ThemeChange,
    reply: wire.ThemePreview,
  },
  ({ ctx, deps, param, query, body }) => previewChange(ctx, deps, param("id"), query.survey, body),
);

endpoint(
  themes,
  "GET /api/v1/themes/:id/quotes",
  {
    summary: "What people said of a theme, with the words that caused it",
    query: wire.QuotesQuery,
    reply: wire.Quotes,
  },
  ({ ctx, deps, param, query }) => themeQuotes(ctx, deps, param("id"), query),
);

endpoint(
  themes,
  "GET /api/v1/themes/:id/breakdown",
  {
    summary: "Who speaks of a theme: its share by channel, language, score or attribute",
    query: wire.BreakdownQuery,
    reply: wire.ThemeBreakdown,
  },
  ({ ctx, deps, param, query }) => themeBreakdown(ctx, deps, param("id"), query),
);

endpoint(
  themes,
  "GET /api/v1/surveys/:id/themes/changes",
  {
    summary: "What runs and curators changed in a survey's themes, by default in the last 7 days",
    query: wire.ChangesQuery,
    reply: wire.ThemeChanges,
  },
  ({ ctx, deps, param, query }) => themeChanges(ctx, deps, param("id"), query),
);

endpoint(
  themes,
  "GET /api/v1/surveys/:id/unthemed",
  {
    summary: "Texts without a theme, and why",
    query: wire.UnthemedQuery,
    reply: wire.Unthemed,
  },
  ({ ctx, deps, param, query }) => unthemed(ctx, deps, param("id"), query),
);

endpoint(
  themes,
  "GET /api/v1/surveys/:id/meaning",
  {
    summary: "Texts that say something like a query, nearest first",
    query: wire.MeaningQuery,
    reply: wire.Meaning,
  },
  ({ ctx, deps, param, query }) => searchMeaning(ctx, deps, param("id"), query),
);

endpoint(
  themes,
  "POST /api/v1/surveys/:id/refits",
  {
    summary: "Find all themes of a survey anew, or join the re-fit that is not decided",
    body: wire.StartRefit,
    reply: wire.Refit,
    status: 202,
  },
  ({ ctx, deps, param }) => startRefit(ctx, deps, param("id")),
);

endpoint(
  themes,
  "GET /api/v1/theme-refits/:id",
  { summary: "A re-fit and what it would change", reply: wire.Refit },
  ({ ctx, deps, param }) => getRefit(ctx, deps, param("id")),
);

endpoint(
  themes,
  "POST /api/v1/theme-refits/:id",
  {
    summary: "Accept a re-fit, let it go, or take an accepted one back",
    body: wire.DecideRefit,
    reply: wire.Refit,
  },
  ({ ctx, deps, param, body }) => decideRefit(ctx, deps, param("id"), body.accept),
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
