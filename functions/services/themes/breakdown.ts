import { wilson } from "../../../domain/scores/confidence.ts";
import { pOf } from "../../../domain/scores/change.ts";
import { significant } from "../../../domain/scores/looks.ts";
import { themeSentiment } from "../../../domain/themes/index.ts";
import type { BreakdownQuery, ThemeBreakdown } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { SegmentBy } from "../../db/repositories/theme-texts.ts";
import type { ThemedSurvey } from "../../db/repositories/theme-runs.ts";
import { AppError } from "../../errors.ts";
import { maySeeContacts } from "../responses/shape.ts";
import { type AskDeps, askedTheme, topOf } from "./asked.ts";
import { headOf } from "./diff.ts";

/** Mentions and other texts that are looked at: all in all no more than a view may read. */
const [MENTIONS, OTHERS] = [800, 600];
/** Texts below which a segment is not told, and rows that are. */
const [LEAST, MOST_ROWS] = [5, 30];
/** Texts on either side, and mentions in all, below which nothing is said of a difference. */
const [FEW_TEXTS, FEW_MENTIONS] = [30, 8];

type Segment = { n: number; others: number; positive: number; negative: number };

/**
 * Who speaks of a theme: each segment's share of texts with the theme, from its newest 800 mentions
 * and the newest 600 texts of the period. Where there are more of either, the two samples are
 * weighed by how many there are: p of a sample becomes p a / (p a + (1 - p) b), and so do the bounds of
 * its Wilson interval, which keeps their order. The verdict holds a segment against all others by the
 * two samples alone, which their sizes do not bend, corrected for the number of segments.
 * @throws AppError not_found, bad_request
 */
export async function themeBreakdown(
  ctx: TenantContext,
  deps: AskDeps,
  id: string,
  query: BreakdownQuery,
): Promise<ThemeBreakdown> {
  const { workspace } = ctx;
  const { theme, survey, period } = await askedTheme(ctx, deps, id, query);
  const choices = choicesOf(survey);
  const by = query.by ?? "channel";
  if (!choices.includes(by))
    throw new AppError("bad_request", { fields: { by: `must be one of ${choices.join(", ")}` } });
  const top = await topOf(ctx, deps, survey, period);
  const until = await deps.themeFigures.seal(workspace, survey.id);
  const [mentions, texts, [sums], [totals]] = await Promise.all([
    deps.themeTexts.mentions(workspace, theme.id, survey, period, top, MENTIONS),
    deps.themeTexts.newest(workspace, theme.id, survey, period, top, OTHERS),
    deps.themeFigures.sums(workspace, survey.id, [theme.id], until, [period]),
    deps.themeFigures.totals(workspace, survey.id, headOf(survey), until, [period]),
  ]);
  const others = texts.rows.filter(({ themed }) => themed === 0);
  const values = await deps.themeTexts.segments(
    workspace,
    [...mentions.rows, ...others],
    segmentBy(by),
  );
  const contacts = maySeeContacts(ctx.actor);
  const segments = new Map<string, Segment>();
  for (const { place, value } of values) {
    if (value === null || (!contacts && value.includes("@"))) continue;
    const own = segments.get(value) ?? { n: 0, others: 0, positive: 0, negative: 0 };
    const mention = mentions.rows[place];
    own[mention ? "n" : "others"]++;
    if (mention && mention.sentiment > 0) own.positive++;
    if (mention && mention.sentiment < 0) own.negative++;
    segments.set(value, own);
  }
  const volume = sums?.[0]?.n ?? 0;
  const rest = (totals?.texts ?? 0) - volume;
  const weights = {
    a: Math.max(1, volume / Math.max(1, mentions.rows.length)),
    b: Math.max(1, rest / Math.max(1, others.length)),
  };
  return {
    by,
    choices,
    of: mentions.rows.length + others.length,
    capped: mentions.last !== null || texts.last !== null,
    rows: rowsOf([...segments], weights),
  };
}

function choicesOf({ metric, attributes }: ThemedSurvey): string[] {
  return [
    "channel",
    "language",
    ...(metric === "none" ? [] : ["score"]),
    ...attributes.map((name) => `attr:${name}`),
  ];
}

function segmentBy(by: string): SegmentBy {
  if (by === "channel" || by === "language" || by === "score") return by;
  return { attribute: by.slice("attr:".length) };
}

function rowsOf(
  segments: readonly (readonly [string, Segment])[],
  { a, b }: { a: number; b: number },
): ThemeBreakdown["rows"] {
  const sum = (of: "n" | "others") => segments.reduce((all, [, one]) => all + one[of], 0);
  const [n, others] = [sum("n"), sum("others")];
  const weighed = (p: number) => (p * a) / (p * a + (1 - p) * b);
  const told = segments
    .filter(([, one]) => one.n + one.others >= LEAST)
    .toSorted(([, x], [, y]) => y.n + y.others - (x.n + x.others))
    .slice(0, MOST_ROWS);
  const zs = told.map(([, one]) => {
    const texts = one.n + one.others;
    const apart = n + others - texts;
    if (Math.min(texts, apart) < FEW_TEXTS || n < FEW_MENTIONS) return null;
    return zOf(one.n, texts, n - one.n, apart);
  });
  const stands = significant(zs.map((z) => (z === null ? null : pOf(z))));
  return told.map(([key, one], i) => {
    const texts = one.n + one.others;
    const { low, high } = wilson(one.n, texts);
    const z = zs[i] ?? null;
    return {
      key,
      n: one.n,
      texts,
      share: weighed(one.n / texts),
      low: weighed(low),
      high: weighed(high),
      verdict: z === null ? "few" : !stands[i] ? "same" : z > 0 ? "up" : "down",
      sentiment: themeSentiment({
        positive: one.positive,
        negative: one.negative,
        neutral: one.n - one.positive - one.negative,
      }),
    };
  });
}

/** z of one share against another, with one of each kind added to both (Agresti and Caffo 2000). */
function zOf(hits: number, n: number, otherHits: number, otherN: number): number {
  const [p, q] = [(hits + 1) / (n + 2), (otherHits + 1) / (otherN + 2)];
  return (p - q) / Math.sqrt((p * (1 - p)) / (n + 2) + (q * (1 - q)) / (otherN + 2));
}
