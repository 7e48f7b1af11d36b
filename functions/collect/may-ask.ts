import { AskLeave, fitAttributes } from "../../domain/wire/ingest.ts";
import { found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { parse, readJson } from "../http/body.ts";
import { limitVisitor } from "../http/rate-limit.ts";
import { checkOrigin } from "../http/visitor.ts";
import { mayAsk as decide } from "../services/people/may-ask.ts";
import { liveSurvey } from "../services/sites/live.ts";

/** POST /v1/ok: may this person be asked, on whatever device? A claimed id is no person. */
export async function mayAsk(c: AppContext): Promise<Response> {
  const { ctx, deps } = c.var;
  const body = parse(AskLeave, fit(await readJson(c.req.raw)));
  limitVisitor(c, "ok", body.site);
  const survey = found(await liveSurvey(ctx.now, deps, "id", body.survey));
  found(survey.site === body.site || undefined);
  checkOrigin(c, survey);
  return c.json(await decide(ctx, deps, survey, body), 200, { "cache-control": "no-store" });
}

/** What a page says of a visitor and cannot be an attribute costs nobody the question. */
function fit(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("attributes" in input)) return input;
  const { attributes, ...rest } = input;
  return attributes === undefined ? rest : { ...rest, attributes: fitAttributes(attributes) };
}
