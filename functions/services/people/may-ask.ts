import { cleanText } from "../../../domain/survey/text.ts";
import type { Attributes } from "../../../domain/targeting/attributes.ts";
import { type Check, explain, outcomeOf } from "../../../domain/targeting/explain.ts";
import type { AskLeave, Leave } from "../../../domain/wire/ingest.ts";
import type { Context } from "../../context.ts";
import type { AsksRepository } from "../../db/repositories/asks.ts";
import type { LiveSurvey } from "../../db/repositories/collect.ts";
import { AppError, found } from "../../errors.ts";
import { type ReadProof, provenPerson } from "./prove.ts";
import { type RememberDeps, rememberPerson } from "./remember.ts";

type Deps = RememberDeps & { asks: AsksRepository; readProof: ReadProof };

/** Decisions that one request takes when other devices of the person ask meanwhile. */
const TRIES = 3;
/** Who is not in a survey's sample is looked at again after this: its share may have grown. */
const SAMPLE_MS = 3_600_000;

/**
 * Decides whether a survey may ask a person with a proof, as explain() says, and writes the show
 * when it stands over a page: of two devices at once, one is granted. What happens on the page is
 * the page's to judge. A repeat of a visit gets the same reply and writes nothing.
 * @throws AppError invalid for a proof that does not hold, unavailable
 */
export async function mayAsk(
  ctx: Context,
  deps: Deps,
  survey: LiveSurvey,
  body: AskLeave,
): Promise<Leave> {
  const said = await provenPerson(ctx, deps, survey, body.person);
  const { person: proven, attributes: signed } = said;
  const person = cleanText(proven?.id ?? "");
  if (person === "") throw new AppError("invalid", { fields: { "person.proof": "names nobody" } });
  const leave = await decide(ctx, deps, survey, body, { person, signed });
  rememberPerson(ctx, deps, survey.workspace, said.proven);
  return leave;
}

async function decide(
  ctx: Context,
  deps: Deps,
  survey: LiveSurvey,
  body: AskLeave,
  { person, signed }: { person: string; signed: Attributes },
): Promise<Leave> {
  const definition = found(survey.definitions[0]);
  const { mode } = definition.look;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const known = found(await deps.asks.before(survey.workspace, person, survey.id));
    const { state, full, history, cooldown, visit, lastShown } = known;
    const asking = {
      id: survey.id,
      metric: definition.metric,
      mode,
      state,
      full,
      targeting: definition.targeting,
    };
    const checks = explain(asking, {
      now: ctx.now,
      attributes: body.attributes,
      person: { id: person, signed, history },
      cooldown,
    });
    const over = mode === "popover" || mode === "modal";
    if (visit === body.visit && state === "live") return { ok: true, rests: {} };
    if (outcomeOf(checks) === "fail")
      return { ok: false, rests: restsOf(checks, survey.id, ctx.now) };
    const ask = { person, survey: survey.id, visit: body.visit, lastShown, now: ctx.now };
    if (!over || (await deps.asks.grant(survey.workspace, ask))) return { ok: true, rests: {} };
  }
  return { ok: false, rests: {} };
}

/** What the device is to remember, so that it need not ask again before then. */
function restsOf(checks: readonly Check[], survey: string, now: number): Leave["rests"] {
  const failed = checks.filter(({ result }) => result === "fail");
  const rests = failed.flatMap((check): [string, number][] => {
    if (check.rule === "sample") return [[survey, now + SAMPLE_MS]];
    return check.rule === "rest" && check.rest ? [[check.rest.key, check.rest.until]] : [];
  });
  // Of two for one key the later one.
  return Object.fromEntries(rests.toSorted(([, a], [, b]) => a - b));
}
