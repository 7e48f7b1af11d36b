import {
  type DemoPerson,
  byPlace,
  customerOf,
  demoCustomers,
  demoSegments,
} from "../../../domain/demo/customers.ts";
import { demoImpressions } from "../../../domain/demo/impressions.ts";
import { DEMO_SEED, type DemoPlan, type DemoSurvey, demoPlan } from "../../../domain/demo/plan.ts";
import { type DemoResponse, demoResponses, type Voices } from "../../../domain/demo/responses.ts";
import { prefixedId } from "../../../domain/survey/ids.ts";
import { DAY_MS, dayOf } from "../../../domain/time/days.ts";
import type { DemoProgress } from "../../../domain/wire/demo.ts";
import type { ServerSubmission } from "../../../domain/wire/ingest.ts";
import type { DemoOffer } from "../../../domain/wire/setup.ts";
import type { TenantContext } from "../../context.ts";
import type { DemoMark, DemoRepository, DemoSet } from "../../db/repositories/demo.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import type { WalkRepository } from "../../db/repositories/walk.ts";
import { AppError, found } from "../../errors.ts";
import { fillJob } from "../accounts/fill-attributes.ts";
import { auditOf } from "../audit.ts";
import { recordMany } from "../responses/record.ts";
import { type IndexDeps, indexTexts } from "../search/index-texts.ts";
import { type RunDeps, advanceRuns } from "../themes/advance.ts";
import { queueRun } from "../themes/start.ts";
import { type OfferDeps, demoOffer } from "./offer.ts";
import { type DemoSendsDeps, addSends } from "./sends.ts";
import { newSlug, slugOf } from "./slug.ts";

type Deps = {
  demo: DemoRepository;
  walk: WalkRepository;
  workspaces: WorkspacesRepository;
} & OfferDeps &
  RunDeps &
  IndexDeps &
  DemoSendsDeps;

/** Responses a call, and those of one round trip. */
const SLICE = 500;
const TRIP = 100;
/** Attributes that a workspace may declare. */
const MOST_ATTRIBUTES = 6;

/**
 * Loads one slice of the sample data: a shop with a year of answers. Call again with the cursor of
 * the reply until it is done; its themes are read after the last reply. Each slice may be repeated
 * or broken off: ids and content follow from the workspace's sample site, so nothing is stored
 * twice, and a workspace has at most one. Without a cursor it begins, or begins again.
 * @returns at the end, to the system alone, what whoever tries the product needs (with a fresh key)
 * @throws AppError invalid (cursor)
 */
export async function loadDemo(
  ctx: TenantContext,
  deps: Deps,
  cursor?: string,
): Promise<DemoProgress & { demo?: DemoOffer }> {
  const set = (await deps.demo.find(ctx.workspace)) ?? (await create(ctx, deps));
  const plan = demoPlan(DEMO_SEED, set.since);
  const at = placeOf(plan, cursor);
  const survey = found(plan.surveys[at.survey]);
  const stored = set.surveys.find(({ slug }) => slugOf(slug) === survey.slug);
  const customers = demoCustomers(plan.seed, set.since);
  if (at.survey === 0 && at.from === 0)
    await deps.demo.addPeople(
      ctx.workspace,
      customers,
      demoSegments(plan.seed, set.since),
      set.since,
    );
  // A member may have paused or archived it meanwhile.
  if (stored?.state === "live") {
    if (at.from === 0) await countShown(ctx, deps, plan, survey, stored.id);
    const voices = await deps.assets.data<Voices>("demo-voices");
    const slice = demoResponses(voices, plan, survey, at.from, SLICE);
    const places = byPlace(customers);
    for (let i = 0; i < slice.length; i += TRIP) {
      await store(ctx, deps, stored.id, places, slice.slice(i, i + TRIP));
    }
  }
  return next(plan, { ...at, from: at.from + SLICE }) ?? finish(ctx, deps, set);
}

async function create(ctx: TenantContext, deps: Deps): Promise<DemoSet> {
  const { attributes } = found(await deps.workspaces.get(ctx.workspace));
  const plan = demoPlan(DEMO_SEED, ctx.now);
  const site = prefixedId("st", ctx.random(10));
  await deps.demo.create(
    ctx.workspace,
    {
      site: { id: site, name: plan.site.name },
      surveys: plan.surveys.map(({ slug, name, definition, days }) => ({
        id: prefixedId("sv", ctx.random(10)),
        slug: newSlug(slug, ctx.random(10)),
        name,
        definition,
        createdAt: ctx.now - days * DAY_MS,
      })),
      attributes: [...new Set([...attributes, "plan", "country"])].slice(
        0,
        Math.max(MOST_ATTRIBUTES, attributes.length),
      ),
    },
    auditOf(ctx, "demo.load", site),
    fillJob(ctx, await deps.walk.length(ctx.workspace)),
  );
  return found(await deps.demo.find(ctx.workspace));
}

/** A survey of the plan and the first response of a slice. */
type Place = { survey: number; from: number };

function placeOf(plan: DemoPlan, cursor: string | undefined): Place {
  if (cursor === undefined) return { survey: 0, from: 0 };
  const [key, from] = cursor.split(".");
  const survey = plan.surveys.findIndex((s) => s.key === key);
  if (survey < 0 || !/^\d{1,6}$/u.test(from ?? "")) {
    throw new AppError("invalid", { fields: { cursor: "is not one of ours" } });
  }
  return { survey, from: Number(from) };
}

/** Where to go on from here, or undefined at the end. */
function next({ surveys }: DemoPlan, { survey, from }: Place): DemoProgress | undefined {
  const size = surveys[survey]?.count ?? 0;
  const at = from < size ? { survey, from } : { survey: survey + 1, from: 0 };
  const onward = surveys[at.survey];
  if (!onward) return undefined;
  const sum = (some: readonly DemoSurvey[]) => some.reduce((all, { count }) => all + count, 0);
  const progress = (sum(surveys.slice(0, at.survey)) + at.from) / sum(surveys);
  return { done: false, cursor: `${onward.key}.${at.from}`, progress };
}

async function countShown(
  ctx: TenantContext,
  deps: Deps,
  plan: DemoPlan,
  survey: DemoSurvey,
  id: string,
): Promise<void> {
  const { zone } = found(await deps.workspaces.get(ctx.workspace));
  const rows = demoImpressions(plan, survey, (at) => dayOf(at, zone));
  await deps.demo.addImpressions(ctx.workspace, id, rows);
}

async function store(
  ctx: TenantContext,
  deps: Deps,
  survey: string,
  customers: ReadonlyMap<string, readonly DemoPerson[]>,
  made: readonly DemoResponse[],
): Promise<void> {
  await recordMany(
    ctx,
    deps,
    made.map((response) => submissionOf(survey, customers, response)),
  );
  await deps.demo.mark(ctx.workspace, survey, marksOf(made));
}

function submissionOf(
  survey: string,
  customers: ReadonlyMap<string, readonly DemoPerson[]>,
  response: DemoResponse,
): ServerSubmission {
  // Who answers a mail is known; who answers on a page is not.
  const person =
    response.channel === "email" ? customerOf(DEMO_SEED, customers, response) : undefined;
  const { submission, answers, complete, channel, attributes, language, tookMs, at, page } =
    response;
  return {
    wire: 1,
    survey,
    v: 1,
    submission,
    answers,
    complete,
    channel,
    attributes,
    lang: language,
    ms: tookMs,
    occurredAt: at,
    ...(page !== undefined && { page }),
    ...(person !== undefined && { person: { id: person } }),
  };
}

/** Rows by what has to change of them. */
function marksOf(made: readonly DemoResponse[]): DemoMark[] {
  const groups = new Map<string, DemoMark>();
  for (const { submission, mark, grade } of made) {
    if (!mark && !grade) continue;
    const set = { ...mark, ...(grade && { grade }) };
    const key = JSON.stringify(set);
    const group = groups.get(key);
    if (group) group.submissions.push(submission);
    else groups.set(key, { submissions: [submission], set });
  }
  return [...groups.values()];
}

/** Makes the texts searchable and begins to read their themes; the minute job ends what is left. */
async function finish(
  ctx: TenantContext,
  deps: Deps,
  set: DemoSet,
): Promise<DemoProgress & { demo?: DemoOffer }> {
  await addSends(ctx, deps, set);
  await indexTexts(deps);
  for (const { id } of set.surveys) await queueRun(ctx, deps, ctx.workspace, id);
  ctx.defer(advanceRuns(ctx, deps, ctx.workspace));
  const offer = ctx.actor.kind === "system" ? { demo: await demoOffer(ctx, deps, set) } : {};
  return { done: true, progress: 1, ...offer };
}
