import { verdictsOf } from "../../../domain/scores/change.ts";
import { scoreOf } from "../../../domain/scores/figures.ts";
import { type Span, spanBefore } from "../../../domain/scores/period.ts";
import { cover, spansIn } from "../../../domain/time/cover.ts";
import { DAY_MS, bucketStart, dayOf, dayText } from "../../../domain/time/days.ts";
import type { Overview } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { RecipientsRepository } from "../../db/repositories/recipients.ts";
import type { ScoresRepository, Sums } from "../../db/repositories/scores.ts";
import type { SurveyHead, SurveysRepository } from "../../db/repositories/surveys.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import type { Ask } from "../../db/sums.ts";
import { found } from "../../errors.ts";
import { asideOf, funnelOf, headline, totalOfSums } from "./compare.ts";
import { askedPeriod } from "./period.ts";
import { mainSubject } from "./subject.ts";

type Deps = {
  surveys: SurveysRepository;
  scores: ScoresRepository;
  workspaces: WorkspacesRepository;
  recipients: RecipientsRepository;
};

/** Surveys on one overview, newest first, as far as they can be read at once. */
const MAX_SURVEYS = 40;
/** Rows that they may cost together, and values that one span may have: channels, channels by state. */
const ROWS = 4500;
const [CHANNELS, ASIDES] = [7, 35];
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
  const [running, proposed, jumped] = await Promise.all([
    deps.surveys.running(ctx.workspace, MAX_SURVEYS),
    deps.scores.proposedThemes(ctx.workspace, ctx.now - (now.to - now.from + 1) * DAY_MS),
    deps.recipients.jumped(ctx.workspace, ctx.now - DAY_MS),
  ]);
  const seals = await deps.scores.seals(
    ctx.workspace,
    running.map(({ id }) => id),
  );
  const spans = { now, before, line };
  const asked = withinBudget(running, (head) => asksOf(head, spans, seals.get(head.id) ?? 0));
  const sums = await deps.scores.sums(
    ctx.workspace,
    asked.flatMap(({ asks }) => asks),
  );
  const items = asked.map(({ head }, i) =>
    itemOf(head, spans, sums.slice(i * ASKS, (i + 1) * ASKS)),
  );
  const verdicts = verdictsOf(items.map((item) => item.pair));
  const rows = items.map(({ item }, i) => ({
    ...item,
    scores: { ...item.scores, verdict: verdicts[i] ?? item.scores.verdict },
  }));
  return {
    from: dayText(now.from),
    to: dayText(now.to),
    items: rows,
    more: running.length - rows.length,
    feed: [
      ...rows.flatMap((row) => moved(row, ctx.now)),
      ...jumped.map((one) => scannersAt(one, rows)),
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

type Jump = Awaited<ReturnType<RecipientsRepository["jumped"]>>[number];
type Item = Overview["items"][number];

type Spans = { now: Span; before: Span; line: number };

/** Now by channel, before, seen, aside, and the weeks of the line. */
const ASKS = 4 + WEEKS;

function asksOf(
  { id, definition }: SurveyHead,
  { now, before, line }: Spans,
  until: number,
): Ask[] {
  const ask = (dimension: string, period: Span, more: Partial<Ask> = {}): Ask => ({
    survey: id,
    question: mainSubject(definition).head,
    dimension,
    period,
    until,
    by: "none",
    ...more,
  });
  return [
    ask("channel", now, { by: "value" }),
    ask("total", before),
    ask("seen", now, { question: "" }),
    ask("aside", now, { question: "", by: "value" }),
    ...Array.from({ length: WEEKS }, (_, i) => {
      const start = line + 7 * i;
      return ask("total", { from: start, to: Math.min(start + 6, now.to) });
    }),
  ];
}

/** The first surveys whose rows fit the budget even if every day has every channel and state. */
function withinBudget(
  heads: readonly SurveyHead[],
  asksFor: (head: SurveyHead) => Ask[],
): { head: SurveyHead; asks: Ask[] }[] {
  const widths: Record<string, number> = { channel: CHANNELS, seen: CHANNELS, aside: ASIDES };
  let left = ROWS;
  const fitting: { head: SurveyHead; asks: Ask[] }[] = [];
  for (const head of heads) {
    const asks = asksFor(head);
    left -= asks.reduce((rows, ask) => rows + rowsOf(ask, widths[ask.dimension] ?? 1), 0);
    if (left < 0 && fitting.length > 0) break;
    fitting.push({ head, asks });
  }
  return fitting;
}

/** Rows that a sum reads at most, with so many values a day; days after the seal are all channels. */
function rowsOf({ period, until }: Ask, width: number): number {
  const { spans, days } = cover(period, until);
  const live = days ? (days.to ?? until) - (days.from ?? until) + 1 : 0;
  return spansIn(spans) * width + live * Math.max(width, CHANNELS);
}

function itemOf(
  { definition, summary: survey }: SurveyHead,
  { now, before, line }: Spans,
  [byChannel = [], earlier = [], seen = [], aside = [], ...weeks]: readonly Sums[][],
): { item: Item; pair: Parameters<typeof verdictsOf>[0][number] } {
  const subject = mainSubject(definition);
  const total = totalOfSums(byChannel);
  const previous = totalOfSums(earlier);
  return {
    pair: { scale: subject.scale, now: total.counts, before: previous.counts },
    item: {
      survey,
      scores: {
        metric: subject.metric,
        question: subject.question,
        from: dayText(now.from),
        to: dayText(now.to),
        ...headline(subject, total, { span: before, total: previous }),
        excluded: asideOf(aside),
        funnel: funnelOf(seen, total),
      },
      spark: weeks.map((sums, i) => {
        const { score, low, high } = scoreOf(subject.scale, totalOfSums(sums).counts);
        return { key: dayText(line + 7 * i), score, low, high };
      }),
      channels: byChannel.map(({ key }) => key).toSorted(),
    },
  };
}

/** A line of the feed where suspect votes jumped. */
function scannersAt(
  { survey, domain, suspect, answered, at }: Jump,
  rows: readonly Item[],
): Overview["feed"][number] {
  const name = rows.find((row) => row.survey.id === survey)?.survey.name;
  return {
    kind: "suspect_votes",
    at,
    survey,
    theme: null,
    title: `Suspect votes jumped at ${domain}`,
    detail:
      `${suspect} of ${suspect + answered} votes of the last 7 days${name ? ` on ${name}` : ""} look like ` +
      "a mail scanner's. None of them counts.",
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
