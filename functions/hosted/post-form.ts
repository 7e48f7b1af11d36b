import { AppError } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { readText } from "../http/body.ts";
import { answersOf } from "../http/form.ts";
import { closedPage, messagePage, wordsOf } from "../http/page.ts";
import { limitVisitor } from "../http/rate-limit.ts";
import { isSameOrigin } from "../http/same-origin.ts";
import { checkOrigin, deviceOf } from "../http/visitor.ts";
import { acceptResponse } from "../services/responses/record.ts";
import { suspicionOf } from "../services/responses/suspicion.ts";
import { admit } from "../services/share/admit.ts";
import { thanksPage } from "./survey-page.ts";
import { type Visited, refusal, visit } from "./visit.ts";

/**
 * POST /s/...: the same form without script. The submission id was made with the page, so a reload
 * counts once; what was begun before the survey or its link closed is taken as late, as on every
 * other path.
 */
export async function postPlainForm(c: AppContext): Promise<Response> {
  const visited = await visit(c);
  if (visited instanceof Response) return visited;
  try {
    await take(c, visited);
  } catch (error) {
    const page = error instanceof AppError ? failurePage(c, visited, error) : undefined;
    if (page) return page;
    throw error;
  }
  return thanksPage(c, visited);
}

async function take(c: AppContext, visited: Visited): Promise<void> {
  const { ctx, deps } = c.var;
  const { survey, ask, single, link, filled } = visited;
  const sender = limitVisitor(c, "in", survey.site);
  const opaqueOrigin = !isSameOrigin(c) && checkOrigin(c, survey);
  const form = new URLSearchParams(await readText(c.req.raw, 24 * 1024));
  const submission = single?.submission ?? form.get("submission")?.toLowerCase() ?? "";
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(submission)) {
    throw new AppError("invalid", { fields: { submission: "must be a UUID" } });
  }
  const by = link === undefined ? {} : await admit(ctx, deps, survey, submission, link);
  await acceptResponse(ctx, deps, {
    survey,
    submission,
    rev: single && !single.answered ? single.rev : 0,
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
    person: by.person,
    attributes: { ...filled.attributes, ...by.attributes },
    late: by.late,
  });
}

/** What a person reads whose form was not taken; undefined for what is no fault of theirs. */
function failurePage(c: AppContext, visited: Visited, { code, retryAfter }: AppError) {
  const { frame } = visited;
  if (retryAfter !== undefined) c.header("retry-after", String(retryAfter));
  const words = wordsOf(c, frame);
  switch (code) {
    case "gone":
      return refusal(c, visited) ?? closedPage(c, frame);
    case "conflict":
    case "closed":
      return messagePage(c, 409, ...words.answered, frame);
    case "invalid":
      return messagePage(c, 422, ...words.misfit, frame);
    case "rate_limited":
      return messagePage(c, 429, ...words.busy, frame);
    case "unavailable":
      return messagePage(c, 503, ...words.busy, frame);
    default:
      return undefined;
  }
}
