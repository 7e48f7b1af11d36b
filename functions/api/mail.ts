import { Hono } from "hono";
import * as wire from "../../domain/wire/mail.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { checkDeliverability } from "../services/mail/deliverability.ts";
import { mergeBlock, previewMail } from "../services/mail/preview.ts";
import { readMailing } from "../services/mail/read.ts";
import { saveMailing } from "../services/mail/save.ts";

export const mail = new Hono<AppEnv>();

endpoint(
  mail,
  "GET /api/v1/mail",
  { summary: "Who mail comes from, how it leaves, and what may go out today", reply: wire.Mailing },
  ({ ctx, deps }) => readMailing(ctx, deps),
);

endpoint(
  mail,
  "PUT /api/v1/mail",
  {
    summary: "Save who mail comes from; the domain is one that this installation may send from",
    body: wire.MailSettings,
    reply: wire.Mailing,
  },
  ({ ctx, deps, body }) => saveMailing(ctx, deps, body),
);

endpoint(
  mail,
  "GET /api/v1/mail/deliverability",
  {
    summary: "SPF, DKIM, DMARC and MX of the sender's domain, asked now, with what to change",
    reply: wire.Deliverability,
  },
  ({ ctx, deps }) => checkDeliverability(ctx, deps),
);

endpoint(
  mail,
  "POST /api/v1/surveys/:id/mail/preview",
  {
    summary: "A survey's mail as it would look, with what mail programs do badly with it",
    body: wire.PreviewMail,
    reply: wire.MailPreview,
  },
  ({ ctx, deps, param, body }) => previewMail(ctx, deps, param("id"), body),
);

endpoint(
  mail,
  "GET /api/v1/surveys/:id/mail/block",
  {
    summary: "The scale as HTML with merge tags, for the mail of another tool",
    query: wire.MergeQuery,
    reply: wire.MergeBlock,
  },
  ({ ctx, deps, param, query }) => mergeBlock(ctx, deps, param("id"), query),
);
