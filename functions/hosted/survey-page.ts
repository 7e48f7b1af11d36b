import { html } from "hono/html";
import { askFor } from "../../domain/survey/ask.ts";
import { AppError } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { readText } from "../http/body.ts";
import { answersOf, plainForm } from "../http/form.ts";
import { closedPage, messagePage, orClosedPage, renderPage } from "../http/page.ts";
import { limitVisitor } from "../http/rate-limit.ts";
import { isSameOrigin } from "../http/same-origin.ts";
import { checkOrigin, deviceOf, languageOf } from "../http/visitor.ts";
import type { Offer } from "../services/responses/prepare.ts";
import { acceptResponse } from "../services/responses/record.ts";
import { suspicionOf } from "../services/responses/suspicion.ts";
import { type LiveSurvey, liveSurvey } from "../services/sites/live.ts";

/** GET /s/SLUG: the survey as a page of its own, by the same script as the widget. */
export async function surveyPage(c: AppContext): Promise<Response> {
  const survey = await publishedSurvey(c);
  if (survey instanceof Response) return survey;
  if (survey.state !== "live") return closedPage(c);
  const { ctx, settings } = c.var;
  const ask = askInVisitorsLanguage(c, survey);
  return renderPage(c, {
    title: survey.name,
    lang: ask.lang,
    rtl: ask.rtl,
    from: survey.siteName,
    main: plainForm(ask, `/s/${survey.slug}`, { submission: ctx.newId() }),
    data: {
      kind: "hosted",
      host: new URL(settings.PUBLIC_ORIGIN).origin,
      site: survey.site,
      survey: survey.id,
      v: survey.version,
      ask,
    },
  });
}

/**
 * POST /s/SLUG: the same form without script. The submission id was made with the page, so a reload
 * counts once; what was begun before the survey stopped is taken as late, as on every other path.
 */
export async function postPlainForm(c: AppContext): Promise<Response> {
  const { ctx, deps } = c.var;
  const survey = await publishedSurvey(c);
  if (survey instanceof Response) return survey;
  const sender = limitVisitor(c, "in", survey.site);
  const opaqueOrigin = !isSameOrigin(c) && checkOrigin(c, survey);
  const form = new URLSearchParams(await readText(c.req.raw, 24 * 1024));
  const submission = form.get("submission")?.toLowerCase() ?? "";
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(submission)) {
    throw new AppError("invalid", { fields: { submission: "must be a UUID" } });
  }
  const ask = askInVisitorsLanguage(c, survey);
  const offer: Offer = {
    survey,
    submission,
    rev: 0,
    answers: answersOf(ask, form),
    complete: true,
    channel: "link",
    version: survey.version,
    language: ask.lang,
    device: deviceOf(c),
    opaqueOrigin,
    suspicion: suspicionOf({ hp: form.get("hp") ?? "", agent: c.req.header("user-agent") }),
    sender,
    mayWait: true,
  };
  const closed = await orClosedPage(c, () => acceptResponse(ctx, deps, offer));
  if (closed) return closed;
  return renderPage(c, {
    title: ask.thanks.title,
    lang: ask.lang,
    rtl: ask.rtl,
    from: survey.siteName,
    main: html`<section>
      <h1>${ask.thanks.title}</h1>
      ${ask.thanks.text ? html`<p>${ask.thanks.text}</p>` : ""}
    </section>`,
  });
}

function askInVisitorsLanguage(c: AppContext, survey: LiveSurvey) {
  const newest = survey.definitions[0];
  if (!newest) throw new AppError("not_found");
  return askFor(newest, c.req.query("lang") ?? languageOf(c));
}

/** The survey in whatever state, or the page that says that there is none. */
async function publishedSurvey(c: AppContext): Promise<LiveSurvey | Response> {
  const { ctx, deps } = c.var;
  const survey = await liveSurvey(ctx.now, deps, "slug", c.req.param("slug") ?? "");
  if (!survey || survey.state === "draft")
    return messagePage(
      c,
      404,
      "There is no survey here",
      "Check the address, or ask whoever sent it to you for a new one.",
    );
  return survey;
}
