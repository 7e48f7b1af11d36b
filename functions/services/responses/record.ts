import { sha256 } from "../../../domain/hash/sha256.ts";
import type {
  Answers,
  Receipt,
  ServerSubmission,
  Submission,
} from "../../../domain/wire/ingest.ts";
import type { IngestQueue } from "../../adapters/queue/queue.ts";
import type { Context, TenantContext } from "../../context.ts";
import type {
  CollectRepository,
  PostedVote,
  Recorded,
  RecordedResponse,
  VoteWindow,
} from "../../db/repositories/collect.ts";
import { AppError } from "../../errors.ts";
import { forgetSurvey, liveSurvey } from "../sites/live.ts";
import { type Offer, prepare } from "./prepare.ts";
import { receiptOf } from "./receipt.ts";
import { setAsideRepeat } from "./repeats.ts";
import { wait } from "./wait.ts";

/** `ingestQueue`: absent where no queue is bound. */
type Deps = { collect: CollectRepository; ingestQueue?: IngestQueue | undefined };

/**
 * The one gate of every answer: widget, hosted page, e-mail link, API and import. Checks, cleans,
 * stores by one database round trip and says what became of it. Safe to send again: the same
 * revision with the same content gets the first reply. An offer that may wait does so in the queue,
 * where there is one.
 * @throws AppError invalid, unknown_version, conflict, closed, gone, not_found, unavailable
 */
export async function acceptResponse(ctx: Context, deps: Deps, offer: Offer): Promise<Receipt> {
  const { response: whole, newValues } = prepare(ctx.now, offer);
  const response = hashed(setAsideRepeat(ctx.now, offer, whole));
  const queue = offer.mayWait ? deps.ingestQueue : undefined;
  if (queue && (await wait(deps, queue, offer.survey, response, newValues)))
    return { status: "accepted", submission: response.submission, rev: response.rev };
  const recorded = await deps.collect.record(response, newValues, ctx.defer);
  if (newValues.length > 0) forgetSurvey(offer.survey.id);
  return receiptOf(response, recorded);
}

/**
 * The same gate for a one-click vote: one row an invitation, which holds the vote that stands.
 * @param post what was posted now; absent when the vote is only weighed again
 * @returns `taken` false: somebody posted meanwhile, so nothing was written; weigh again
 * @throws as acceptResponse
 */
export async function acceptVote(
  ctx: Context,
  deps: Deps,
  offer: Offer,
  window: VoteWindow,
  post?: Omit<PostedVote, "score">,
): Promise<{ taken: boolean; stored: boolean }> {
  const { response, newValues } = prepare(ctx.now, offer);
  const posted = post && { ...post, score: scoreOf(ctx, offer, post) };
  const hash = hashed(response);
  const { recorded, taken } = await deps.collect.recordVote(hash, window, posted, newValues);
  if (newValues.length > 0) forgetSurvey(offer.survey.id);
  if (recorded.kind === "erased") return { taken: true, stored: false };
  const beaten = recorded.kind === "refused" && recorded.state === "live";
  // Says so when the survey takes no more answers.
  if (recorded.kind !== "kept" && !beaten) receiptOf(hash, recorded);
  return { taken, stored: recorded.kind === "stored" };
}

/** The score that a post gives, which need not be the one that stands. */
function scoreOf(ctx: Context, offer: Offer, { answers }: { answers: Answers }): number | null {
  return prepare(ctx.now, { ...offer, answers }).response.score;
}

/**
 * The same gate for many responses of the workspace at once, by one round trip. For imports and
 * sample data: every item must be good.
 * @throws as acceptResponse, for the first item that fails
 */
export async function recordMany(
  ctx: TenantContext,
  deps: Deps,
  items: readonly ServerSubmission[],
): Promise<Receipt[]> {
  // Known before they are asked for at once: a cold cache would look each item's survey up.
  for (const id of new Set(items.map((i) => i.survey))) await liveSurvey(ctx.now, deps, "id", id);
  const prepared = await Promise.all(
    items.map(async (item) => prepare(ctx.now, await serverOffer(ctx, deps, item))),
  );
  const fresh = new Map(
    prepared.flatMap((p) => p.newValues).map((pair) => [pair.join("\n"), pair]),
  );
  const responses = prepared.map((p) => hashed(p.response));
  const recorded = await deps.collect.recordMany(responses, [...fresh.values()]);
  if (fresh.size > 0) for (const id of new Set(items.map((i) => i.survey))) forgetSurvey(id);
  return responses.map((response, i) => receiptOf(response, recorded[i] as Recorded));
}

/** What a trusted caller sent, as an offer; its survey must be the workspace's own. */
export async function serverOffer(
  ctx: TenantContext,
  deps: Deps,
  item: ServerSubmission,
): Promise<Offer> {
  const survey = await liveSurvey(ctx.now, deps, "id", item.survey, item.v);
  if (survey?.workspace !== ctx.workspace) throw new AppError("not_found");
  if (item.occurredAt !== undefined && item.occurredAt > ctx.now + 60_000) {
    throw new AppError("invalid", { fields: { occurredAt: "must not be in the future" } });
  }
  return {
    ...said(item),
    survey,
    channel: item.channel ?? "api",
    // The caller holds a key of the workspace: who it names is proven.
    person: item.person && "id" in item.person ? { id: item.person.id, proven: true } : undefined,
    occurredAt: item.occurredAt,
  };
}

/** What a body on the wire says of itself, whoever sent it. A device stands among its attributes. */
export function said(body: Submission | ServerSubmission) {
  const { device, ...attributes } = body.attributes ?? {};
  return {
    submission: body.submission,
    rev: body.rev ?? 0,
    answers: body.answers,
    complete: body.complete,
    version: body.v,
    language: body.lang,
    device: device === undefined ? undefined : String(device),
    attributes,
    page: body.page,
    clientAt: body.at,
    tookMs: body.ms,
  };
}

/** The content of most revisions: one score. It is shorter than its hash, and no hash looks like it. */
const ONE_SCORE = /^\[\{"q\d{1,4}":\d{1,2}\},\{\},(?:true|false)\]$/u;

/** Content is only ever compared: the row keeps a hash, but of one score, which hides nothing. */
function hashed(response: RecordedResponse): RecordedResponse {
  if (ONE_SCORE.test(response.content)) return response;
  const digest = sha256(response.content).subarray(0, 18);
  return { ...response, content: btoa(String.fromCharCode(...digest)) };
}
