import { type Figures, enough, meanOf, scoreOf } from "../../../domain/scores/figures.ts";
import { type Counts, totalOf } from "../../../domain/scores/scale.ts";
import { dayText } from "../../../domain/time/days.ts";
import type { FilteredScores, ScoresQuery } from "../../../domain/wire/scores.ts";
import type { TenantContext } from "../../context.ts";
import type { ScoresRepository } from "../../db/repositories/scores.ts";
import type { SurveyHead, SurveysRepository } from "../../db/repositories/surveys.ts";
import type { Ask } from "../../db/sums.ts";
import { found } from "../../errors.ts";
import { attributesOf } from "../responses/filters.ts";
import { totalOfSums } from "./compare.ts";
import { askedPeriod } from "./period.ts";
import { type Subject, askedSubject, badField } from "./subject.ts";

type Deps = { surveys: SurveysRepository; scores: ScoresRepository };
/** Answers that meet all filters, and those that meet all but one of them, for each. */
type Cell = { counts: Counts; without: readonly Counts[] };

/**
 * Figures of the responses with these attributes. One declared attribute of the main question is
 * read from rollups; anything else from the newest responses, and the reply says so.
 * @throws AppError not_found, bad_request (by field)
 */
export async function readFilteredScores(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  query: ScoresQuery,
  attr: NonNullable<ScoresQuery["attr"]>,
): Promise<FilteredScores> {
  const survey = found(await deps.surveys.head(ctx.workspace, id));
  const subject = await askedSubject(ctx, deps, survey, query.question);
  if (query.by !== undefined) throw badField("by", "cannot be combined with an attribute filter");
  if (!subject.scale) throw badField("attr", "only scores are filtered by attributes");
  const period = askedPeriod(ctx.now, survey.zone, query);
  const cell = (await fromRollups()) ?? (await fromNewest());
  return {
    metric: subject.metric,
    question: subject.question,
    from: period.from === null ? null : dayText(period.from),
    to: period.to === null ? null : dayText(period.to),
    ...told(subject, cell),
    ...(cell.newest ? { newest: cell.newest } : {}),
  };

  async function fromRollups(): Promise<(Cell & { newest?: undefined }) | undefined> {
    const ask = await rollupAsk(ctx, deps, survey, subject, query, attr);
    if (!ask) return undefined;
    const base = { ...ask, period };
    const [of = [], all = []] = await deps.scores.sums(ctx.workspace, [
      base,
      { ...base, dimension: "total", only: undefined },
    ]);
    // A value past the fifty that are counted by themselves has no row of its own.
    if (of.length === 0) return undefined;
    return { counts: totalOfSums(of).counts, without: [totalOfSums(all).counts] };
  }

  async function fromNewest() {
    const attributes = attributesOf(attr);
    const { groups, looked, whole } = await deps.scores.newest(
      ctx.workspace,
      { id, no: survey.no },
      subject.question,
      { period, channel: query.channel, attributes },
    );
    const counted = (meets: (met: readonly boolean[]) => boolean): Counts => {
      const counts = Array.from({ length: 11 }, () => 0);
      for (const { met, value, n } of groups)
        if (meets(met)) counts[value] = (counts[value] ?? 0) + n;
      return counts;
    };
    return {
      counts: counted((met) => met.every(Boolean)),
      without: attributes.map((_, i) => counted((met) => met.every((one, j) => one || i === j))),
      newest: { looked, whole },
    };
  }
}

/** The rollup that holds a filter by itself; undefined when none does. */
async function rollupAsk(
  ctx: TenantContext,
  deps: Deps,
  { id, attributes }: SurveyHead,
  { question, head }: Subject,
  { channel }: ScoresQuery,
  attr: string | readonly string[],
): Promise<Omit<Ask, "period"> | undefined> {
  const [one, ...others] = attributesOf([attr].flat());
  const held = one && others.length === 0 && channel === undefined && question === head;
  if (!held || !attributes.includes(one.name)) return undefined;
  const seals = await deps.scores.seals(ctx.workspace, [id]);
  const until = seals.get(id) ?? 0;
  return { survey: id, question, until, dimension: one.name, only: one.value, by: "none" };
}

/** What may be told: nothing about a group, or about what a filter leaves out, of one to four. */
function told(
  { scale }: Subject,
  { counts, without }: Cell,
): Figures & Pick<FilteredScores, "counts" | "mean"> {
  const n = totalOf(counts);
  const rests = without.map((wider) => totalOf(wider) - n);
  if (!enough(n) || rests.some((rest) => rest > 0 && !enough(rest)))
    return { n, score: null, low: null, high: null, counts: [], mean: null };
  return { ...scoreOf(scale, counts), counts: [...counts], mean: meanOf(counts)?.mean ?? null };
}
