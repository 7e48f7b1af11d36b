import { Submission, fitAttributes } from "../../domain/wire/ingest.ts";
import { AppError, found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { parse, readJson } from "../http/body.ts";
import { limitVisitor } from "../http/rate-limit.ts";
import { checkOrigin, deviceOf } from "../http/visitor.ts";
import { provenPerson } from "../services/people/prove.ts";
import { acceptResponse, said } from "../services/responses/record.ts";
import { suspicionOf } from "../services/responses/suspicion.ts";
import { liveSurvey } from "../services/sites/live.ts";

/** POST /v1/in: one revision of a response from a page. Body as text/plain or application/json. */
export async function ingest(c: AppContext): Promise<Response> {
  const { ctx, deps } = c.var;
  const input = await readJson(c.req.raw);
  if (isFromTheFuture(input)) throw new AppError("unknown_version");
  const body = parse(Submission, withoutUnfit(input));
  limitVisitor(c, "in", body.site);
  const survey = found(await liveSurvey(ctx.now, deps, "id", body.survey, body.v));
  if (survey.site !== body.site) throw new AppError("not_found");
  const opaqueOrigin = checkOrigin(c, survey);
  if (body.lost)
    ctx.defer(deps.collect.seen([], { id: body.site, page: null, now: ctx.now, lost: body.lost }));
  const claimed = said(body);
  const proven = await provenPerson(ctx, deps, survey, body.person);
  const receipt = await acceptResponse(ctx, deps, {
    ...claimed,
    survey,
    channel: body.channel ?? "widget",
    device: claimed.device ?? deviceOf(c),
    person: proven.person,
    attributes: { ...claimed.attributes, ...proven.attributes },
    opaqueOrigin,
    suspicion: suspicionOf(body),
  });
  return c.json(receipt);
}

/**
 * The body without attributes that cannot be one, and with an address of bounded length: what a page
 * says about a visitor must not cost the answer.
 */
function withoutUnfit(input: unknown): unknown {
  if (typeof input !== "object" || input === null) return input;
  const { attributes, page, ...rest } = input as Record<string, unknown>;
  return {
    ...rest,
    ...(page !== undefined && { page: typeof page === "string" ? page.slice(0, 2000) : page }),
    ...(attributes !== undefined && { attributes: fitAttributes(attributes) }),
  };
}

/** A wire version that this release does not know: the outbox keeps the answer and tries again. */
function isFromTheFuture(input: unknown): boolean {
  return (
    typeof input === "object" &&
    input !== null &&
    "wire" in input &&
    Number.isInteger(input.wire) &&
    input.wire !== 1
  );
}
