import { cleanText } from "../../../domain/survey/text.ts";
import { type Asking, explain, outcomeOf } from "../../../domain/targeting/explain.ts";
import { turnsOf } from "../../../domain/targeting/turns.ts";
import type { Why, WhyQuestion } from "../../../domain/wire/why.ts";
import type { TenantContext } from "../../context.ts";
import type { AsksRepository } from "../../db/repositories/asks.ts";
import type { SiteSurvey, SiteSurveysRepository } from "../../db/repositories/site-surveys.ts";
import type { SitesRepository } from "../../db/repositories/sites.ts";
import { found } from "../../errors.ts";
import { MOST_SURVEYS } from "./health.ts";

/** Most that is told of what a person was asked. */
const MOST_EVENTS = 50;

/**
 * Why each survey of a site would ask a visitor on a page, or would not. Rules, rests and what is
 * known of a person are those of POST /v1/ok. Nothing is written.
 * @throws AppError not_found
 */
export async function whyAsked(
  ctx: TenantContext,
  deps: { sites: SitesRepository; siteSurveys: SiteSurveysRepository; asks: AsksRepository },
  id: string,
  question: WhyQuestion,
): Promise<Why> {
  found(await deps.sites.get(ctx.workspace, id));
  const { page, device, language, attributes, signed = {}, events, at = ctx.now } = question;
  // As the edge keeps the id that a proof names.
  const person = cleanText(question.person ?? "") || undefined;
  const [surveys, known] = await Promise.all([
    deps.siteSurveys.list(ctx.workspace, id, MOST_SURVEYS),
    deps.asks.of(ctx.workspace, person),
  ]);
  // A time in the past was before what came later.
  const history = known.history.filter((event) => event.at <= at).toSorted((a, b) => b.at - a.at);
  const judged = surveys.map((survey) => {
    const checks = explain(askingOf(survey), {
      now: at,
      address: page,
      device,
      language,
      attributes,
      ...(person !== undefined && { person: { id: person, signed, history } }),
      events,
      cooldown: known.cooldown,
    });
    return { survey, checks, result: outcomeOf(checks) };
  });
  const turns = turnsOf(
    judged.map(({ survey, result }) => ({ id: survey.id, mode: modeOf(survey), result })),
  );
  const spoken = new Set(history.map(({ survey }) => survey));
  return {
    at,
    history: person === undefined ? null : history.slice(0, MOST_EVENTS),
    cooldown: known.cooldown,
    surveys: judged.map(({ survey, checks }, i) => ({
      id: survey.id,
      name: survey.name,
      state: survey.state,
      metric: survey.metric,
      mode: modeOf(survey),
      ...turns[i]!,
      checks,
    })),
    names: await deps.siteSurveys.names(ctx.workspace, [...spoken, ...surveys.map((s) => s.id)]),
  };
}

const modeOf = ({ definition }: SiteSurvey) => definition.look.mode;

function askingOf(survey: SiteSurvey): Asking {
  const { id, state, metric, quota, answered, definition } = survey;
  const full = quota !== null && answered >= quota;
  return { id, state, full, metric, mode: modeOf(survey), targeting: definition.targeting };
}
