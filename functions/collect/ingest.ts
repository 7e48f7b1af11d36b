import { type Receipt, Submission, fitAttributes } from "../../domain/wire/ingest.ts";
import { AppError, found } from "../errors.ts";
import type { Visit } from "../http/app-env.ts";
import { parse, readJson } from "../http/body.ts";
import { onError } from "../http/failures.ts";
import { limitVisitor } from "../http/rate-limit.ts";
import { checkOrigin, deviceOf } from "../http/visitor.ts";
import { provenPerson } from "../services/people/prove.ts";
import { rememberPerson } from "../services/people/remember.ts";
import { acceptResponse, said } from "../services/responses/record.ts";
import { suspicionOf } from "../services/responses/suspicion.ts";
import type { Admission } from "../services/share/admit.ts";
import { type LiveSurvey, liveSurvey } from "../services/sites/live.ts";

const PATH = "/v1/in";

/** Any page may read the reply. */
const READABLE = { "access-control-allow-origin": "*" };

/** Whether a request is for the one path that stands before the router. */
export function isIngest({ method, url }: Request): boolean {
  if (method !== "POST") return false;
  const path = url.indexOf("/", url.indexOf("://") + 3);
  const end = path + PATH.length;
  return url.startsWith(PATH, path) && (url.length === end || url[end] === "?");
}
/**
 * POST /v1/in: one revision of a response from a page. Body as text/plain or application/json. It
 * is called without the router and its middleware, which cost more than all that happens here.
 */
export async function ingest(request: Request, open: () => Visit["var"]): Promise<Response> {
  const header = (name: string) => request.headers.get(name) ?? undefined;
  let parts: Visit["var"] | undefined;
  try {
    parts = open();
    const receipt = await accept({ req: { raw: request, header }, var: parts });
    return Response.json(receipt, { headers: READABLE });
  } catch (error) {
    return failed(error, parts);
  }
}

/** A failure with the headers that the middleware of the other routes here sets. */
function failed(error: unknown, parts: Visit["var"] | undefined): Response {
  const reply = onError(error, { var: parts ?? {} });
  const headers = {
    ...READABLE,
    // The widget waits as long as a busy server asks it to.
    "access-control-expose-headers": "Retry-After",
    "x-content-type-options": "nosniff",
    ...(parts && { "x-request-id": parts.ctx.requestId }),
  };
  for (const [name, value] of Object.entries(headers)) reply.headers.set(name, value);
  return reply;
}

async function accept(c: Visit): Promise<Receipt> {
  const { ctx, deps } = c.var;
  const input = await readJson(c.req.raw);
  if (isFromTheFuture(input)) throw new AppError("unknown_version");
  const body = parse(Submission, withoutUnfit(input));
  const sender = limitVisitor(c, "in", body.site);
  const survey = found(await liveSurvey(ctx.now, deps, "id", body.survey, body.v));
  if (survey.site !== body.site) throw new AppError("not_found");
  const opaqueOrigin = checkOrigin(c, survey);
  if (body.lost)
    ctx.defer(deps.collect.seen([], { id: body.site, page: null, now: ctx.now, lost: body.lost }));
  const claimed = said(body);
  const proven = await provenPerson(ctx, deps, survey, body.person);
  const by = body.link === undefined ? {} : await admitted(c, survey, body.submission, body.link);
  const receipt = await acceptResponse(ctx, deps, {
    ...claimed,
    survey,
    channel: body.channel ?? "widget",
    device: claimed.device ?? deviceOf(c),
    person: by.person ?? proven.person,
    attributes: { ...claimed.attributes, ...proven.attributes, ...by.attributes },
    late: by.late,
    opaqueOrigin,
    suspicion: suspicionOf({ ...body, agent: c.req.header("user-agent") }),
    sender,
    mayWait: true,
  });
  rememberPerson(ctx, deps, survey.workspace, proven.proven);
  return receipt;
}

/** Few answers come by a link that was handed out: an isolate that only collects never parses this. */
async function admitted(
  { var: { ctx, deps } }: Visit,
  survey: LiveSurvey,
  submission: string,
  link: string,
): Promise<Admission> {
  const { admit } = await import("../services/share/admit.ts");
  return admit(ctx, deps, survey, submission, link);
}

/**
 * The body without attributes and times that cannot be one, and with an address of bounded length:
 * what a page says about a visitor, or a clock of the visit, must not cost the answer.
 */
function withoutUnfit(input: unknown): unknown {
  if (typeof input !== "object" || input === null) return input;
  const { attributes, page, at, ms, person, ...rest } = input as Record<string, unknown>;
  return {
    ...rest,
    ...(person !== undefined && { person: named(person) }),
    ...(typeof at === "number" && { at }),
    ...(typeof ms === "number" && { ms }),
    ...(page !== undefined && { page: typeof page === "string" ? page.slice(0, 2000) : page }),
    ...(attributes !== undefined && { attributes: fitAttributes(attributes) }),
  };
}

/** A page that knows its visitors by numbers means the same as one that writes them as text. */
function named(person: unknown): unknown {
  if (typeof person === "number") return { id: String(person) };
  const { id } = (person ?? {}) as { id?: unknown };
  return typeof id === "number" ? { ...(person as object), id: String(id) } : person;
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
