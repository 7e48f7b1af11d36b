import { verdictsOf } from "../../../domain/scores/change.ts";
import { spanBefore } from "../../../domain/scores/period.ts";
import { addCounts } from "../../../domain/scores/scale.ts";
import { GRADE } from "../../../domain/survey/facts.ts";
import { type Bucket, dayText } from "../../../domain/time/days.ts";
import type { Scores, ScoresQuery } from "../../../domain/wire/scores.ts";
import type { TenantContext } from "../../context.ts";
import type { ScoresRepository, Sums } from "../../db/repositories/scores.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import type { Ask } from "../../db/sums.ts";
import { found } from "../../errors.ts";
import { asideOf, confirmedOf, figuresOf, funnelOf, headline, totalOfSums } from "./compare.ts";
import { askedPeriod } from "./period.ts";
import { type Subject, askedSubject, badField } from "./subject.ts";

type Deps = { surveys: SurveysRepository; scores: ScoresRepository };

const BUCKETS: readonly string[] = ["day", "week", "month"] satisfies Bucket[];
const isBucket = (by: string): by is Bucket => BUCKETS.includes(by);

/** Rows of spans and of days that buckets may cost, and buckets that one reply tells. */
const LIMIT = { spans: 1400, days: 800 };
const MOST_BUCKETS = 366;

/**
 * Figures of a survey or one of its questions, from rollups alone: sums of years, months, weeks and
 * days, so that a long period costs little more than a short one.
 * @throws AppError not_found, bad_request (by field) for what rollups do not hold
 */
export async function readScores(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  query: ScoresQuery,
): Promise<Scores> {
  const [head, seals] = await Promise.all([
    deps.surveys.head(ctx.workspace, id),
    deps.scores.seals(ctx.workspace, [id]),
  ]);
  const survey = found(head);
  const subject = await askedSubject(ctx, deps, survey, query.question);
  const period = askedPeriod(ctx.now, survey.zone, query);
  const by = dimensionOf(query.by, survey.attributes);
  refuseUncounted(subject, by, query.channel);

  const { question, options } = subject;
  const only = query.channel;
  const base = { survey: id, period, until: seals.get(id) ?? 0 };
  const asks: Ask[] = [];
  const add = (ask: Partial<Ask> & Pick<Ask, "dimension">) =>
    asks.push({ ...base, question, by: "none", ...ask }) - 1;
  const whole = only === undefined ? { dimension: "total" } : { dimension: "channel", only };
  // Options add up to the total, and so do channels.
  const main = options
    ? add({ dimension: "option", by: "value" })
    : by === "channel"
      ? add({ dimension: "channel", by: "value", only })
      : add(whole);
  const span = options ? undefined : spanBefore(period);
  const before = span && add({ ...whole, period: span });
  const values =
    options || by === undefined || isBucket(by) || by === "channel"
      ? main
      : add({ dimension: by, by: "value" });
  const funnel = question === subject.head ? main : add({ ...whole, question: subject.head });
  const byGrade = question === subject.head && (only === undefined || only === "email");
  const votes = byGrade ? add({ dimension: GRADE, by: "value" }) : undefined;
  const seen = add({ question: "", dimension: "seen", only });
  const aside = add({ question: "", dimension: "aside", by: "value", only });

  const bucket = by !== undefined && isBucket(by) ? by : undefined;
  const { sums, buckets, cut } = bucket
    ? await deps.scores.sumsAndBuckets(ctx.workspace, asks, {
        ...base,
        question,
        ...(options ? { dimension: "option" } : whole),
        bucket,
        limit: LIMIT,
      })
    : { sums: await deps.scores.sums(ctx.workspace, asks), buckets: [], cut: false };
  const at = (index: number): Sums[] => sums[index] ?? [];
  const total = totalOfSums(at(main));
  const told = buckets.slice(-MOST_BUCKETS);
  const [oldest] = told;
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
    counts: options ? byOption(options, at(main)) : total.counts,
    confirmed: votes === undefined ? null : confirmedOf(subject, total, at(votes)),
    excluded: asideOf(at(aside)),
    funnel: funnelOf(at(seen), totalOfSums(at(funnel))),
    rows: bucket
      ? timeRows(subject, told, before === undefined ? [] : at(before))
      : by === undefined
        ? []
        : valueRows(subject, at(values)),
    ...(oldest && (cut || told.length < buckets.length)
      ? { rowsFrom: dayText(Number(oldest.key)) }
      : {}),
  };
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
  return rowsOf(subject, sums, pairs, (row) => row.key).toSorted((a, b) => b.n - a.n);
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
