import { Hono } from "hono";
import { Ok } from "../../domain/wire/common.ts";
import * as wire from "../../domain/wire/sends.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { createSend } from "../services/sends/create.ts";
import { listInvitations } from "../services/sends/invitations.ts";
import { makeLinks } from "../services/sends/make-links.ts";
import { moveSend } from "../services/sends/move.ts";
import { outlookOf } from "../services/sends/outlook.ts";
import { listSends, readSend } from "../services/sends/read.ts";
import { reportBounces } from "../services/sends/report-bounces.ts";
import { saveSend } from "../services/sends/save.ts";
import { settleUnknown } from "../services/sends/settle.ts";
import { sendTest } from "../services/sends/test-mail.ts";
import { trackEvents } from "../services/sends/track.ts";

export const sends = new Hono<AppEnv>();

endpoint(
  sends,
  "GET /api/v1/sends",
  {
    summary: "Who is asked by mail: sends of the workspace or a survey, newest first",
    query: wire.SendsQuery,
    reply: wire.Sends,
  },
  ({ ctx, deps, query }) => listSends(ctx, deps, query),
);

endpoint(
  sends,
  "POST /api/v1/sends",
  {
    summary: "Make a send; nothing goes out before it is moved to live",
    body: wire.CreateSend,
    reply: wire.Send,
    status: 201,
  },
  ({ ctx, deps, body }) => createSend(ctx, deps, body),
);

endpoint(
  sends,
  "GET /api/v1/sends/:id",
  { summary: "One send and how far it is", reply: wire.Send },
  ({ ctx, deps, param }) => readSend(ctx, deps, param("id")),
);

endpoint(
  sends,
  "PATCH /api/v1/sends/:id",
  {
    summary:
      "Save a send: all of it as a draft; its words, reminders and the times of its plan once it was started",
    body: wire.SaveSend,
    reply: wire.Send,
  },
  ({ ctx, deps, param, body }) => saveSend(ctx, deps, param("id"), body),
);

endpoint(
  sends,
  "POST /api/v1/sends/:id/move",
  {
    summary: "Start, pause, go on with or cancel; live undoes a cancellation for an hour",
    body: wire.MoveSend,
    reply: wire.Send,
  },
  ({ ctx, deps, param, body }) => moveSend(ctx, deps, param("id"), body),
);

endpoint(
  sends,
  "POST /api/v1/sends/:id/test",
  { summary: "Mail it to oneself, with links that count nothing", body: wire.TestSend, reply: Ok },
  async ({ ctx, deps, param, body }) => {
    await sendTest(ctx, deps, param("id"), body);
    return { ok: true };
  },
);

endpoint(
  sends,
  "GET /api/v1/sends/:id/outlook",
  { summary: "What the next fortnight brings, by day", reply: wire.SendOutlook },
  ({ ctx, deps, param }) => outlookOf(ctx, deps, param("id")),
);

endpoint(
  sends,
  "GET /api/v1/sends/:id/invitations",
  {
    summary:
      "Whom a send asks and what became of it; accepted, not opened: opens are never claimed",
    query: wire.InvitationsQuery,
    reply: wire.Invitations,
  },
  ({ ctx, deps, param, query }) => listInvitations(ctx, deps, param("id"), query),
);

endpoint(
  sends,
  "POST /api/v1/sends/:id/settle",
  {
    summary: "Decide on leftovers of a crash: taken as accepted, or sent again",
    body: wire.SettleUnknown,
    reply: wire.Send,
  },
  ({ ctx, deps, param, body }) => settleUnknown(ctx, deps, param("id"), body),
);

endpoint(
  sends,
  "POST /api/v1/invitations",
  {
    summary: "Signed links for another mail tool, one invitation each; a key gives the same again",
    body: wire.CreateInvitations,
    reply: wire.CreatedInvitations,
  },
  ({ ctx, deps, body }) => makeLinks(ctx, deps, body),
);

endpoint(
  sends,
  "POST /api/v1/events",
  {
    summary: "Something happened to people: plans what trigger sends wait for; safe to repeat",
    body: wire.TrackEvents,
    reply: wire.TrackedEvents,
  },
  ({ ctx, deps, body }) => trackEvents(ctx, deps, body),
);

endpoint(
  sends,
  "POST /api/v1/bounces",
  {
    summary: "Mail came back or was marked as spam; safe to repeat",
    body: wire.ReportBounces,
    reply: wire.ReportedBounces,
  },
  ({ ctx, deps, body }) => reportBounces(ctx, deps, body),
);
