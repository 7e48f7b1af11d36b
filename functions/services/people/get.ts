import { restsNow } from "../../../domain/people/rests.ts";
import { responseId } from "../../../domain/survey/ids.ts";
import type { PersonDetail } from "../../../domain/wire/people.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { AsksRepository } from "../../db/repositories/asks.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SiteSurveysRepository } from "../../db/repositories/site-surveys.ts";
import type { SuppressionsRepository } from "../../db/repositories/suppressions.ts";
import { found } from "../../errors.ts";
import { addressHash } from "../suppressions/hash.ts";

type Deps = {
  asks: AsksRepository;
  people: PeopleRepository;
  signer: Signer;
  siteSurveys: SiteSurveysRepository;
  suppressions: SuppressionsRepository;
};

/** Answers and invitations that are looked at, and those that are told. */
const LOOK = 200;
const TOLD = 100;

/** One person with all that happened between us. @throws AppError not_found */
export async function getPerson(ctx: TenantContext, deps: Deps, id: string): Promise<PersonDetail> {
  const { workspace, now } = ctx;
  const person = found(await deps.people.get(workspace, id));
  const [answers, invitations, known, suppressed] = await Promise.all([
    deps.people.answers(workspace, id, LOOK),
    deps.people.invitations(workspace, id, LOOK),
    deps.asks.of(workspace, id),
    suppressionOf(ctx, deps, person.email),
  ]);
  const history = known.history.filter(({ at }) => at <= now);
  const surveys = await deps.siteSurveys.resting(workspace, [
    ...new Set(history.map(({ survey }) => survey)),
  ]);
  const names = new Map(surveys.map(({ id: survey, name }) => [survey, name]));
  return {
    ...person,
    answers: answers
      .toSorted((a, b) => b.at - a.at)
      .slice(0, TOLD)
      .map(({ row, texts, ...answer }) => ({
        id: responseId(answer.at, row),
        ...answer,
        text: Object.values(texts).join("\n") || null,
      })),
    invitations: invitations
      .toSorted((a, b) => (b.sentAt ?? b.dueAt ?? b.at) - (a.sentAt ?? a.dueAt ?? a.at))
      .slice(0, TOLD),
    rests: restsNow(history, surveys, known.cooldown, now).map(({ of, because, until }) => ({
      of,
      survey: because.survey,
      surveyName: names.get(because.survey) ?? "",
      what: because.what,
      at: because.at,
      until,
    })),
    suppressed,
  };
}

async function suppressionOf(
  { workspace }: TenantContext,
  { signer, suppressions }: Deps,
  email: string | null,
): Promise<PersonDetail["suppressed"]> {
  if (email === null) return null;
  const [one] = await suppressions.has(workspace, [await addressHash(signer, workspace, email)]);
  return one?.reason ?? null;
}
