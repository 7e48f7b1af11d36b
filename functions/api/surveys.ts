import { Hono } from "hono";
import * as wire from "../../domain/wire/surveys.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { archiveSurvey } from "../services/surveys/archive.ts";
import { createSurvey } from "../services/surveys/create.ts";
import { duplicateSurvey } from "../services/surveys/duplicate.ts";
import { listSurveys } from "../services/surveys/list.ts";
import { moveSurvey } from "../services/surveys/move.ts";
import { publishSurvey } from "../services/surveys/publish.ts";
import { readSurvey } from "../services/surveys/read.ts";
import { saveSurvey } from "../services/surveys/save.ts";

export const surveys = new Hono<AppEnv>();

endpoint(
  surveys,
  "GET /api/v1/surveys",
  {
    summary: "The surveys of the workspace, newest first; archived ones when asked for",
    query: wire.SurveysQuery,
    reply: wire.Surveys,
  },
  ({ ctx, deps, query }) => listSurveys(ctx, deps, query.archived === "1"),
);
endpoint(
  surveys,
  "POST /api/v1/surveys",
  {
    summary: "Create a draft from a template",
    body: wire.CreateSurvey,
    reply: wire.Survey,
    status: 201,
  },
  ({ ctx, deps, body }) => createSurvey(ctx, deps, body),
);
endpoint(
  surveys,
  "GET /api/v1/surveys/:id",
  { summary: "One survey with its draft, what is live and its versions", reply: wire.Survey },
  ({ ctx, deps, param }) => readSurvey(ctx, deps, param("id")),
);
endpoint(
  surveys,
  "PATCH /api/v1/surveys/:id",
  {
    summary: "Save name, quota, priority or draft on top of the revision that was read",
    body: wire.SaveSurvey,
    reply: wire.Survey,
  },
  ({ ctx, deps, param, body }) => saveSurvey(ctx, deps, param("id"), body),
);
endpoint(
  surveys,
  "POST /api/v1/surveys/:id/publish",
  { summary: "Make the draft the next version; the first one goes live", reply: wire.Survey },
  ({ ctx, deps, param }) => publishSurvey(ctx, deps, param("id")),
);
endpoint(
  surveys,
  "POST /api/v1/surveys/:id/move",
  { summary: "Start, pause or close a survey", body: wire.MoveSurvey, reply: wire.Survey },
  ({ ctx, deps, param, body }) => moveSurvey(ctx, deps, param("id"), body.to),
);
endpoint(
  surveys,
  "POST /api/v1/surveys/:id/duplicate",
  { summary: "A new draft with the same content", reply: wire.Survey, status: 201 },
  ({ ctx, deps, param }) => duplicateSurvey(ctx, deps, param("id")),
);
endpoint(
  surveys,
  "POST /api/v1/surveys/:id/archive",
  { summary: "Put a survey away, or bring it back", body: wire.ArchiveSurvey, reply: wire.Survey },
  ({ ctx, deps, param, body }) => archiveSurvey(ctx, deps, param("id"), body.archived),
);
