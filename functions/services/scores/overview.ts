import { verdictsOf } from "../../../domain/scores/change.ts";
import { scoreOf } from "../../../domain/scores/figures.ts";
import { type Span, spanBefore } from "../../../domain/scores/period.ts";
import { DAY_MS, bucketStart, dayOf, dayText } from "../../../domain/time/days.ts";
import type { Overview } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { Cut, ScoresRepository } from "../../db/repositories/scores.ts";
import type { SurveyHead, SurveysRepository } from "../../db/repositories/surveys.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { found } from "../../errors.ts";
import { funnelOf, headline, totalOfSums } from "./compare.ts";
import { askedPeriod } from "./period.ts";
import { mainSubject } from "./subject.ts";

type Deps = {
  surveys: SurveysRepository;
  scores: ScoresRepository;
  workspaces: WorkspacesRepository;
};

/** Surveys on one overview, newest first; each costs one range of rollups. */
const MAX_SURVEYS = 40;
const WEEKS = 13;
const DEFAULT_DAYS = 30;

/**
 * What changed: every running survey with its figures, the period before and a line of weeks, and
 * the changes that are real. Verdicts are corrected for the number of surveys looked at.
 * @throws AppError bad_request
 */
export async function readOverview(
  ctx: TenantContext,
  deps: Deps,
  query: { from?: string | undefined; to?: string | undefined },
): Promise<Overview> {
  const { zone } = found(await deps.workspaces.get(ctx.workspace));
  const now = closed(askedPeriod(ctx.now, zone, query), dayOf(ctx.now, zone));
  const before = spanBefore(now) as Span;
  const line = bucketStart(now.to, "week") - 7 * (WEEKS - 1);
  const heads = await deps.surveys.running(ctx.workspace, MAX_SURVEYS);
  const asked = heads.map((head) => ({ id: head.id, question: mainSubject(head.definition).head }));
  const spans = { now, before, from: Math.min(before.from, line) };
  const [read, proposed] = await Promise.all([
    deps.scores.overview(ctx.workspace, asked, spans),
    deps.scores.proposedThemes(ctx.workspace, ctx.now - (now.to - now.from + 1) * DAY_MS),
  ]);
  const items = heads.map((head, i) => {
    const { cuts, seen, aside } = read[i] as (typeof read)[number];
    return itemOf(head, { now, before, line }, cuts, seen, aside);
  });
  const verdicts = verdictsOf(items.map((item) => item.pair));
  const rows = items.map(({ item }, i) => ({
    ...item,
    scores: { ...item.scores, verdict: verdicts[i] ?? item.scores.verdict },
  }));
  return {
    from: dayText(now.from),
    to: dayText(now.to),
    items: rows,
    feed: [
      ...rows.flatMap((row) => moved(row, ctx.now)),
      ...proposed.map(({ id, label, at }) => ({
        kind: "theme_proposed" as const,
        at,
        survey: null,
        theme: id,
        title: `New theme proposed: ${label}`,
        detail: "Publish, rename or archive it.",
      })),
    ],
  };
}

type Item = Overview["items"][number];

function itemOf(
  { definition, summary: survey }: SurveyHead,
  { now, before, line }: { now: Span; before: Span; line: number },
  cuts: readonly Cut[],
  seen: { shown: number; started: number },
  excluded: Item["scores"]["excluded"],
): { item: Item; pair: Parameters<typeof verdictsOf>[0][number] } {
  const subject = mainSubject(definition);
  const inNow = cuts.filter((cut) => cut.in === "now");
  const total = totalOfSums(inNow);
  const earlier = totalOfSums(cuts.filter((cut) => cut.in === "before"));
  return {
    pair: { scale: subject.scale, now: total.counts, before: earlier.counts },
    item: {
      survey,
      scores: {
        metric: subject.metric,
        question: subject.question,
        from: dayText(now.from),
        to: dayText(now.to),
        ...headline(subject, total, { span: before, total: earlier }),
        excluded,
        funnel: funnelOf(seen, total),
      },
      spark: Array.from({ length: WEEKS }, (_week, i) => {
        const start = line + 7 * i;
        const week = totalOfSums(cuts.filter((cut) => cut.key === start));
        const { score, low, high } = scoreOf(subject.scale, week.counts);
        return { key: dayText(start), score, low, high };
      }),
      channels: [...new Set(inNow.flatMap((cut) => cut.channels))].toSorted(),
    },
  };
}

/** A line of the feed for a survey whose score really moved. */
function moved({ survey, scores }: Item, at: number): Overview["feed"] {
  const { verdict, change, score, low, high, n, previous, metric } = scores;
  if (change === null || score === null || low === null || high === null) return [];
  if (verdict !== "up" && verdict !== "down") return [];
  const unit = metric === "nps" ? "points" : "percentage points";
  const by = Math.abs(change).toFixed(1);
  return [
    {
      kind: "score",
      at,
      survey: survey.id,
      theme: null,
      title: `${survey.name}: ${metric.toUpperCase()} ${verdict} by ${by} ${unit}`,
      detail:
        `${score.toFixed(0)} now (95 % interval ${low.toFixed(0)} to ${high.toFixed(0)}, n ${n}), ` +
        `${previous?.score?.toFixed(0) ?? ""} before (n ${previous?.n ?? 0}).`,
    },
  ];
}

/** Both ends: by default the 30 days up to today; an open start is 30 days before the end. */
function closed({ from, to }: { from: number | null; to: number | null }, today: number): Span {
  const end = to ?? today;
  return { from: from ?? end - DEFAULT_DAYS + 1, to: end };
}
