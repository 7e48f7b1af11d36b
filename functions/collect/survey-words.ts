import { askFor } from "../../domain/survey/ask.ts";
import { toWire } from "../../domain/wire/short-names.ts";
import { AppError, found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { limitVisitor } from "../http/rate-limit.ts";
import { liveSurvey } from "../services/sites/live.ts";

/**
 * GET /v1/c/SURVEY.VERSION.LANGUAGE.json: a published version in one language, ready to be asked;
 * LANGUAGE is a tag, or "-" for the survey's own. It never changes.
 */
export async function surveyWords(c: AppContext): Promise<Response> {
  const { ctx, deps } = c.var;
  const [id = "", number = "", language = ""] = (c.req.param("file") ?? "").split(".");
  const version = Number(number);
  // A version that is not known yet is looked for in the database.
  limitVisitor(c, "words", id);
  const survey = found(await liveSurvey(ctx.now, deps, "id", id, version));
  const definition = survey.definitions[survey.version - version];
  if (!definition) throw new AppError("not_found");
  const ask = askFor(definition, language === "-" ? undefined : language);
  return c.body(JSON.stringify(toWire(ask)), 200, {
    "content-type": "application/json",
    "cache-control": "public, max-age=31536000, immutable",
  });
}
