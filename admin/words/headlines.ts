import type { Scores } from "../../domain/wire/scores.ts";
import type { Overview } from "../../domain/wire/surveys.ts";
import type { Theme } from "../../domain/wire/themes.ts";
import { count, listed, plural, range, score, spelled } from "./format.ts";

/** The answer of a screen: one line, and the sentences that stand under it. */
export type Headline = { title: string; lede: string };

type Head = Omit<Scores, "rows" | "counts" | "confirmed">;

/** What changed, over all surveys. */
export function overviewHeadline(items: Overview["items"]): Headline {
  const scored = items.filter(({ survey }) => survey.metric !== "none");
  const named = (verdict: string) =>
    scored.filter(({ scores }) => scores.verdict === verdict).map(({ survey }) => survey.name);
  const [down, up, same, few] = [named("down"), named("up"), named("same"), named("few")];
  const moved = down.length + up.length;
  if (scored.length === 0) {
    return {
      title: "No score to compare yet",
      lede: "Surveys with a score show here once they are live.",
    };
  }
  const title =
    moved > 0
      ? `${spelled(moved)} ${moved === 1 ? "score" : "scores"} really moved`
      : same.length > 0
        ? "No score really moved"
        : "Not enough answers to say what changed";
  const sentences = [
    down.length > 0 && `${listed(down)} fell.`,
    up.length > 0 && `${listed(up)} rose.`,
    same.length > 0 &&
      (moved > 0
        ? `${spelled(same.length)} ${same.length === 1 ? "other differs" : "others differ"} from the period before by no more than chance.`
        : "What differs from the period before is no more than chance."),
    few.length > 0 &&
      `${spelled(few.length)} ${few.length === 1 ? "has" : "have"} too few answers to compare.`,
  ];
  return { title, lede: sentences.filter(Boolean).join(" ") };
}

/** A real change as the feed tells it: "After delivery fell, 86 % to 77 %". */
export function movedWords(
  name: string,
  scores: Head,
): { title: string; detail: string } | undefined {
  const { metric, score: now, low, high, n, previous, verdict } = scores;
  if (now === null || low === null || high === null) return undefined;
  if (!previous || previous.score === null || previous.low === null || previous.high === null)
    return undefined;
  const word = verdict === "down" ? "fell" : "rose";
  return {
    title: `${name} ${word}, ${score(metric, previous.score)} to ${score(metric, now)}`,
    detail: `Now ${range(low, high)} (${plural(n, "answer")}), before ${range(previous.low, previous.high)} (${count(previous.n)}).`,
  };
}

/**
 * The interval of a change from the intervals of both scores, by the method of variance estimates
 * recovery (Zou and Donner 2008). Null when either is missing.
 */
export function changeInterval(now: Head): { low: number; high: number } | null {
  const before = now.previous;
  if (now.score === null || now.low === null || now.high === null) return null;
  if (!before || before.score === null || before.low === null || before.high === null) return null;
  const change = now.score - before.score;
  return {
    low: change - Math.hypot(now.score - now.low, before.high - before.score),
    high: change + Math.hypot(now.high - now.score, before.score - before.low),
  };
}

/** Whether the score really moved, by how much, and where it stands apart. */
export function resultsHeadline(
  scores: Head,
  where: { label: string; rows: { name: string; verdict: string }[] } | undefined,
): Headline {
  const { n, change, metric } = scores;
  if (metric === "none") {
    return {
      title: plural(n, "answer"),
      lede: "This survey asks open questions. Its themes say why.",
    };
  }
  if (scores.score === null) {
    const title = n === 0 ? "No answers in this period" : `${plural(n, "answer")} in this period`;
    return { title, lede: "A score shows from 5 answers." };
  }
  return {
    title: changeTitle(scores),
    lede: [before(scores, change), apart(where)].filter(Boolean).join(" "),
  };
}

function changeTitle(scores: Head): string {
  const { verdict, change } = scores;
  if (verdict === "same") return "No real change";
  if (verdict === "few" || change === null) return "Nothing to compare with yet";
  const noun = verdict === "down" ? "fall" : "rise";
  const interval = changeInterval(scores);
  const ends =
    interval && [Math.abs(interval.low), Math.abs(interval.high)].toSorted((a, b) => a - b);
  // An interval across zero would contradict the test that gave the verdict.
  if (!interval || !ends || interval.low * interval.high <= 0) {
    return `A real ${noun} of about ${plural(Math.round(Math.abs(change)), "point")}`;
  }
  const [least, most] = [Math.max(1, Math.round(ends[0] ?? 0)), Math.round(ends[1] ?? 0)];
  return `A real ${noun} of ${least === most ? plural(most, "point") : `${count(least)} to ${plural(most, "point")}`}`;
}

function before({ verdict, previous, metric, score: now }: Head, change: number | null): string {
  if (!previous || previous.score === null || previous.low === null || previous.high === null) {
    return "The period before holds too few answers.";
  }
  const was = `${score(metric, previous.score)} (${range(previous.low, previous.high)})`;
  if (verdict === "same" && change !== null && now !== null) {
    return `${score(metric, now)} against ${was} before: no more than chance.`;
  }
  return `It was ${was} in the period before.`;
}

function apart(where: Parameters<typeof resultsHeadline>[1]): string {
  if (!where) return "";
  const named = (verdict: string) =>
    where.rows.filter((row) => row.verdict === verdict).map((row) => row.name);
  const [low, high] = [named("down"), named("up")];
  if (low.length + high.length === 0) return "";
  const part = (names: string[], word: string) =>
    names.length > 0 && `${word} in ${listed(names.slice(0, 3))}`;
  const said = [part(low, "lower"), part(high, "higher")].filter(Boolean).join(", ");
  return `By ${where.label.toLowerCase()} it is really ${said}.`;
}

/** Which theme matters most: the largest sure impact, else the most named. */
export function themesHeadline(items: readonly Theme[], survey: string): string {
  const active = items.filter(
    (theme) => theme.status === "active" && !theme.muted && theme.volume > 0,
  );
  const sure = active
    .filter((theme) => theme.impact && theme.impact.low * theme.impact.high > 0)
    .toSorted((a, b) => Math.abs(b.impact?.value ?? 0) - Math.abs(a.impact?.value ?? 0));
  const first = sure[0];
  if (first?.impact)
    return `“${first.label}” ${first.impact.value < 0 ? "pulls" : "lifts"} ${survey} most`;
  const named = active.toSorted((a, b) => b.volume - a.volume)[0];
  return named ? `“${named.label}” is named most` : `Themes of ${survey}`;
}
