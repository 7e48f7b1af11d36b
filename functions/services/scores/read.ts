import { verdictsOf } from "../../../domain/scores/change.ts";
import { spanBefore } from "../../../domain/scores/period.ts";
import { addCounts } from "../../../domain/scores/scale.ts";
import { dayText } from "../../../domain/time/days.ts";
import type { Scores, ScoresQuery } from "../../../domain/wire/scores.ts";
import type { TenantContext } from "../../context.ts";
import type { Bucket, Reading, ScoresRepository, Sums } from "../../db/repositories/scores.ts";
import type { SurveyHead, SurveysRepository } from "../../db/repositories/surveys.ts";
import { found } from "../../errors.ts";
import { figuresOf, funnelOf, headline, totalOfSums } from "./compare.ts";
import { askedPeriod } from "./period.ts";
import { type Subject, badField, mainSubject, subjectOf } from "./subject.ts";

type Deps = { surveys: SurveysRepository; scores: ScoresRepository };

const BUCKETS: readonly string[] = ["day", "week", "month"] satisfies Bucket[];
const isBucket = (by: string): by is Bucket => BUCKETS.includes(by);

/**
 * Figures of a survey or one of its questions, from rollups alone.
 * @throws AppError not_found, bad_request (by field) for what rollups do not hold
 */
export async function readScores(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  query: ScoresQuery,
): Promise<Scores> {
  const survey = found(await deps.surveys.head(ctx.workspace, id));
  const subject = await asked(ctx, deps, survey, query.question);
  const period = askedPeriod(ctx.now, survey.zone, query);
  const by = dimensionOf(query.by, survey.attributes);
  refuseUncounted(subject, by, query.channel);

  const { question, head, options } = subject;
  const channel = query.channel;
  const dimension = options ? "option" : "channel";
  const spans = by !== undefined && isBucket(by);
  const main: Reading = {
    question,
    dimension,
    period,
    channel: options ? undefined : channel,
    // One read serves rows and total wherever the rows add up to it.
    key: spans ? by : options || by === "channel" ? "value" : "none",
  };
  const readings = [main];
  const add = (reading: Partial<Reading>) =>
    readings.push({ ...main, key: "none", ...reading }) - 1;
  const span = spanBefore(period);
  const before = span && !options ? add({ period: span }) : undefined;
  const values =
    !options && by !== undefined && !spans && by !== "channel"
      ? add({ dimension: by, key: "value" })
      : undefined;
  const chosen = options && spans ? add({ key: "value" }) : 0;
  const funnel = question === head ? 0 : add({ question: head, dimension: "channel", channel });

  const { sums, seen, aside } = await deps.scores.read(
    ctx.workspace,
    survey.id,
    { period, channel },
    readings,
  );
  const at = (index: number | undefined): Sums[] =>
    index === undefined ? [] : (sums[index] ?? []);
  const total = totalOfSums(at(0));
  return {
    metric: subject.metric,
    question,
    from: period.from === null ? null : dayText(period.from),
    to: period.to === null ? null : dayText(period.to),
    ...headline(
      subject,
      total,
      span && before !== undefined ? { span, total: totalOfSums(at(before)) } : undefined,
    ),
    counts: options ? byOption(options, at(chosen)) : total.counts,
    excluded: aside,
    funnel: funnelOf(seen, totalOfSums(at(funnel))),
    rows: spans
      ? timeRows(subject, at(0), at(before))
      : by === undefined
        ? []
        : valueRows(subject, at(values ?? 0)),
  };
}

async function asked(
  ctx: TenantContext,
  deps: Deps,
  survey: SurveyHead,
  question: string | undefined,
): Promise<Subject> {
  const main = mainSubject(survey.definition);
  if (question === undefined || question === main.question) return main;
  const { versions, draft } = found(await deps.surveys.get(ctx.workspace, survey.id));
  return subjectOf(
    versions.length > 0 ? versions.map((version) => version.definition) : [draft],
    question,
  );
}

/** `attr:plan` to the dimension `plan`. @throws AppError bad_request when it is not declared */
function dimensionOf(by: string | undefined, attributes: readonly string[]): string | undefined {
  if (!by?.startsWith("attr:")) return by;
  const name = by.slice("attr:".length);
  if (!attributes.includes(name)) throw badField("by", "is not an attribute of this workspace");
  return name;
}

/** Rollups hold the main question by channel or one dimension, other scores by channel, choices by option. */
function refuseUncounted(
  subject: Subject,
  by: string | undefined,
  channel: string | undefined,
): void {
  const plain = by === undefined || isBucket(by);
  if (subject.options && !plain)
    throw badField("by", "a choice is counted by day, week or month only");
  if (subject.options && channel !== undefined)
    throw badField("channel", "a choice is not counted by channel");
  if (plain || by === "channel") return;
  if (channel !== undefined) throw badField("channel", "cannot be combined with this breakdown");
  if (subject.question !== subject.head)
    throw badField("by", "only the main question is counted this way");
}

/** Each bucket against the whole period before: neighbours are too small to tell a dip from noise. */
function timeRows(
  subject: Subject,
  sums: readonly Sums[],
  before: readonly Sums[],
): Scores["rows"] {
  const { counts } = totalOfSums(before);
  const pairs = sums.map((row) => ({ scale: subject.scale, now: row.counts, before: counts }));
  return rowsOf(subject, sums, pairs, (row) => dayText(Number(row.key)));
}

/** Each value against all others together; most answers first. */
function valueRows(subject: Subject, sums: readonly Sums[]): Scores["rows"] {
  const all = totalOfSums(sums).counts;
  const pairs = sums.map(({ counts }) => ({
    scale: subject.scale,
    now: counts,
    before: addCounts(all, counts, -1),
  }));
  return rowsOf(subject, sums, pairs, (row) => String(row.key)).toSorted((a, b) => b.n - a.n);
}

function rowsOf(
  subject: Subject,
  sums: readonly Sums[],
  pairs: Parameters<typeof verdictsOf>[0],
  key: (row: Sums) => string,
): Scores["rows"] {
  const verdicts = verdictsOf(pairs);
  return sums.map((row, i) => ({
    key: key(row),
    ...figuresOf(subject, row),
    verdict: verdicts[i] ?? "few",
  }));
}

function byOption(options: readonly string[], sums: readonly Sums[]): number[] {
  const known = new Map(sums.map((row) => [row.key, row.counts[0] ?? 0]));
  return options.map((id) => known.get(id) ?? 0);
}
