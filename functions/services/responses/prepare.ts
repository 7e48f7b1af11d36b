import type { Grade } from "../../../domain/links/standing.ts";
import { type CleanAnswers, checkAnswers } from "../../../domain/survey/answers.ts";
import { canonicalJson, contentOf } from "../../../domain/survey/canonical.ts";
import { GRADE, dimensionOf, factsOf } from "../../../domain/survey/facts.ts";
import { primaryTag } from "../../../domain/survey/frame.ts";
import { primaryQuestion } from "../../../domain/survey/questions.ts";
import { cleanText } from "../../../domain/survey/text.ts";
import { dayBy } from "../../../domain/time/clock.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Channel } from "../../../domain/wire/common.ts";
import type { Answers } from "../../../domain/wire/ingest.ts";
import type { ResponseState } from "../../../domain/wire/responses.ts";
import type { LiveSurvey, RecordedResponse } from "../../db/repositories/collect.ts";
import { AppError } from "../../errors.ts";

type Attributes = Record<string, string | number | boolean>;

/** One revision of a response as any channel hands it to the gate. */
export type Offer = {
  survey: LiveSurvey;
  submission: string;
  rev: number;
  answers: Answers;
  complete: boolean;
  channel: Channel;
  version?: number | undefined;
  language?: string | undefined;
  device?: string | undefined;
  person?: { id: string; proven: boolean; email?: string | undefined } | undefined;
  attributes?: Attributes | undefined;
  page?: string | undefined;
  opaqueOrigin?: boolean | undefined;
  clientAt?: number | undefined;
  tookMs?: number | undefined;
  /** Set when something marks it as a bot's: it is kept aside with this reason. */
  suspicion?: string | undefined;
  /** A hash of the address it came from, for finding repeats; absent where it is not known. */
  sender?: string | undefined;
  /** It came by a link after that was closed: kept, and not counted. */
  late?: boolean | undefined;
  /** When it was given, where a trusted caller says so. */
  occurredAt?: number | undefined;
  /** Somebody of the workspace tries the survey out. */
  test?: boolean | undefined;
  /** The grade of a one-click vote, why, and whether it waits before it counts. */
  vote?: (Grade & { pending: boolean }) | undefined;
  /** The sender needs no word of the database: it may be stored a little later. */
  mayWait?: boolean | undefined;
};

/**
 * Checks one revision against every published version and works out what its row and its rollups
 * will hold. Touches nothing but the values that the survey is known to have.
 * @throws AppError invalid (fields by question), unknown_version
 */
export function prepare(
  now: number,
  offer: Offer,
): { response: RecordedResponse; newValues: [string, string][] } {
  const { survey } = offer;
  if (offer.version !== undefined && offer.version > survey.version)
    throw new AppError("unknown_version");
  const { questions } = survey;
  const checked = checkAnswers(questions, offer.answers);
  if (!checked.ok) throw new AppError("invalid", { fields: checked.fields });
  const clean: CleanAnswers = checked;
  const newest = survey.definitions[0];
  const primary = newest && primaryQuestion(newest)?.id;
  const score = primary === undefined ? undefined : clean.answers[primary];
  const language =
    offer.language === undefined ? undefined : cleanText(primaryTag(offer.language).slice(0, 3));
  const attributes = cleanAttributes(offer.attributes);
  const { dims, newValues } = dimensions(survey, { language, device: offer.device, ...attributes });
  // So that the score from confirmed votes alone can stand beside the headline.
  if (offer.vote) dims[GRADE] = offer.vote.grade;
  const at = Math.min(offer.occurredAt ?? now, now);
  return {
    newValues,
    response: {
      workspace: survey.workspace,
      survey: survey.id,
      submission: offer.submission,
      rev: offer.rev,
      content: contentOf(clean, offer.complete),
      version: offer.version ?? null,
      channel: offer.channel,
      ...stateOf(offer),
      score: typeof score === "number" ? score : null,
      answers: canonicalJson(clean.answers),
      texts: Object.keys(clean.texts).length > 0 ? canonicalJson(clean.texts) : null,
      complete: offer.complete,
      day: dayBy(survey.clock, at, survey.zone),
      facts: JSON.stringify(factsOf(questions, primary, clean.answers, offer.channel, dims)),
      language: language || null,
      attributes:
        attributes && Object.keys(attributes).length > 0 ? canonicalJson(attributes) : null,
      person: cleanText(offer.person?.id ?? "") || null,
      personProven: offer.person?.proven ?? null,
      page: offer.page ? cleanText(offer.page.slice(0, 500)) : null,
      opaqueOrigin: offer.opaqueOrigin ?? false,
      grade: offer.vote?.grade ?? null,
      clientAt: clamped(offer.clientAt, now),
      tookMs:
        offer.tookMs === undefined ? null : Math.round(Math.min(Math.max(offer.tookMs, 0), DAY_MS)),
      at,
      now,
    },
  };
}

function stateOf(offer: Offer): { state: ResponseState; reason: string | null } {
  if (offer.suspicion !== undefined) return { state: "quarantined", reason: offer.suspicion };
  if (offer.late) return { state: "late", reason: null };
  if (offer.test) return { state: "test", reason: "a mail that was sent as a test" };
  if (isTeam(offer)) return { state: "test", reason: "from your team" };
  if (offer.vote?.pending) return { state: "pending", reason: offer.vote.reason };
  if (offer.vote?.grade === "suspect") return { state: "suspect", reason: offer.vote.reason };
  return { state: "counted", reason: null };
}

function isTeam({ survey, person }: Offer): boolean {
  if (!person) return false;
  const domain = person.email?.slice(person.email.lastIndexOf("@")).toLowerCase();
  return survey.team.some((entry) => entry === person.id || entry.toLowerCase() === domain);
}

/** Declared attributes that this response carries, each value bounded to those known or still free. */
function dimensions(
  survey: LiveSurvey,
  given: Record<string, string | number | boolean | undefined>,
) {
  const dims: Record<string, string> = {};
  const newValues: [string, string][] = [];
  for (const name of new Set(["language", "device", ...survey.attributes])) {
    const known = (survey.values[name] ??= []);
    const dimension = dimensionOf(given[name], known);
    if (!dimension) continue;
    dims[name] = dimension.value;
    if (!dimension.fresh) continue;
    newValues.push([name, dimension.value]);
    // The survey is kept for some seconds: what comes until it is read again is bounded as well.
    known.push(dimension.value);
  }
  return { dims, newValues };
}

function cleanAttributes(attributes: Attributes | undefined): Attributes | undefined {
  return (
    attributes &&
    Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name,
        typeof value === "string" ? cleanText(value) : value,
      ]),
    )
  );
}

/** The client's clock is kept for support, never trusted: clamped to the last 30 days and a day ahead. */
function clamped(at: number | undefined, now: number): number | null {
  if (at === undefined || !Number.isFinite(at)) return null;
  return Math.round(Math.min(Math.max(at, now - 30 * DAY_MS), now + DAY_MS));
}
