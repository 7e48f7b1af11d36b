import { type Figures, meanOf, scoreOf } from "../../../domain/scores/figures.ts";
import { verdictOf } from "../../../domain/scores/change.ts";
import type { Span } from "../../../domain/scores/period.ts";
import { addCounts, totalOf } from "../../../domain/scores/scale.ts";
import { dayText } from "../../../domain/time/days.ts";
import type { Scores } from "../../../domain/wire/scores.ts";
import type { Sums } from "../../db/repositories/scores.ts";
import type { Subject } from "./subject.ts";

/** Counters of one period together. */
export type Total = Omit<Sums, "key">;

export function totalOfSums(rows: readonly Total[]): Total {
  return rows.reduce(
    (all, row) => ({
      counts: addCounts(all.counts, row.counts),
      starts: all.starts + row.starts,
      completions: all.completions + row.completions,
      comments: all.comments + row.comments,
    }),
    { counts: Array.from({ length: 11 }, () => 0), starts: 0, completions: 0, comments: 0 },
  );
}

/** Figures of one bucket, value or period. Without a scale only n is known. */
export function figuresOf({ scale, options, question, head }: Subject, total: Total): Figures {
  // Options each count in slot 0; a survey without a metric counts its answers as starts.
  if (scale || options) return scoreOf(scale, total.counts);
  return { ...scoreOf(undefined, []), n: question === head ? total.starts : 0 };
}

/** The headline of a view: now, before, and whether the difference is real. */
export function headline(
  subject: Subject,
  now: Total,
  before: { span: Span; total: Total } | undefined,
): Pick<Scores, "n" | "score" | "low" | "high" | "verdict" | "change" | "mean" | "previous"> {
  const figures = figuresOf(subject, now);
  const mean = subject.scale ? (meanOf(now.counts)?.mean ?? null) : null;
  if (!before) return { ...figures, mean, verdict: "few", change: null };
  const previous = figuresOf(subject, before.total);
  return {
    ...figures,
    mean,
    verdict: verdictOf({ scale: subject.scale, now: now.counts, before: before.total.counts }),
    change:
      figures.score === null || previous.score === null ? null : figures.score - previous.score,
    previous: { ...previous, from: dayText(before.span.from), to: dayText(before.span.to) },
  };
}

/** What is left of a score without the one-click votes that nobody touched. @param votes by grade */
export function confirmedOf(
  { scale }: Subject,
  now: Total,
  votes: readonly Sums[],
): Scores["confirmed"] {
  if (!scale || votes.length === 0) return null;
  const untouched = totalOfSums(votes.filter(({ key }) => key !== "confirmed")).counts;
  const touched = addCounts(now.counts, untouched, -1);
  const verdict = verdictOf({ scale, now: untouched, before: touched });
  return {
    ...scoreOf(scale, touched),
    probable: totalOf(untouched),
    differs: verdict === "up" || verdict === "down",
  };
}

/** What became of those who saw the survey. Shown and started are approximate. */
export function funnelOf(seen: readonly Sums[], head: Total): Scores["funnel"] {
  const { counts } = totalOfSums(seen);
  return {
    shown: counts[0] ?? 0,
    started: counts[1] ?? 0,
    counted: head.starts,
    completed: head.completions,
    commented: head.comments,
  };
}

/** Answers set aside by state; their key is state and channel. */
export function asideOf(sums: readonly Sums[]): Scores["excluded"] {
  const of = (state: string) =>
    totalOfSums(sums.filter(({ key }) => key.startsWith(`${state} `))).counts[0] ?? 0;
  return {
    suspect: of("suspect"),
    quarantined: of("quarantined"),
    late: of("late"),
    pending: of("pending"),
    test: of("test"),
  };
}
