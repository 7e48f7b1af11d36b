import { type Analysis, analyse } from "./analyse.ts";
import { type Catalogue, openCatalogue } from "./catalogue.ts";
import { rootOf } from "./identity.ts";
import { handOver, type Hit, hitsOf } from "./match.ts";
import type { Model } from "./model.ts";
import { reasonOf } from "./reasons.ts";
import { callsOf, verdictOf } from "./rules.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import { sentimentOf, sentimentOfMention } from "./sentiment.ts";
import { tellingWords } from "./telling.ts";
import type { Lang, Mention, Reading, Span, Theme, Verbatim } from "./types.ts";

/** Most themes a verbatim may have. */
const mostThemes = 3;

/**
 * Which facets may speak for a verbatim: those made before it arrived, all at once, and those that
 * its own run made; and later ones of its own survey, generation by generation, only as long as it
 * has no theme. That is the order in which the scheduled runs met it, so reading everything again
 * gives the same mentions.
 */
const eligible = (hits: readonly Hit[], verbatim: Verbatim): Hit[] => {
  const open = hits.filter(({ until }) => verbatim.seq <= until);
  const before = open.filter(({ facet }) => facet.since < verbatim.seq);
  const own = open.filter(
    ({ facet }) => facet.surveyId === verbatim.surveyId && facet.since >= verbatim.seq,
  );
  const beside = own.filter(({ facet }) => facet.from !== undefined && facet.from < verbatim.seq);
  if (before.length > 0) return [...before, ...beside];
  const first = own.reduce(
    (least, { facet }) => Math.min(least, facet.generation),
    Number.POSITIVE_INFINITY,
  );
  return own.filter(({ facet }) => facet.generation === first);
};

/** Hits of facets that no rule forbids, those of split themes handed over, and how many were forbidden. */
const allowed = (
  analysis: Analysis,
  segments: readonly Segment[],
  catalogue: Catalogue,
): { readonly hits: readonly Hit[]; readonly refused: number } => {
  const { binding } = catalogue.rules;
  let refused = 0;
  const hits = segments.flatMap((segment, at) =>
    hitsOf(segment, at, catalogue).flatMap((found) => {
      const hit = handOver(found, segment, analysis.verbatim.seq, catalogue);
      const rules = binding.get(hit.theme.id);
      if (rules === undefined || verdictOf(rules, segment, analysis) !== "never") return [hit];
      refused += 1;
      return [];
    }),
  );
  return { hits, refused };
};

/** What curators' always-rules call, in old and new texts alike. */
const ruled = (
  analysis: Analysis,
  segments: readonly Segment[],
  catalogue: Catalogue,
): readonly Hit[] =>
  catalogue.rules.calling.flatMap(({ theme, rules, until }) => {
    const { verbatim } = analysis;
    if (verbatim.seq > until) return [];
    const facet = { since: 0, surveyId: verbatim.surveyId, generation: 0 };
    return callsOf(rules, segments, analysis).flatMap(({ fixed, ...call }) => {
      const segment = segments[call.segment] as Segment;
      const hit: Hit = { ...call, theme, facet, until };
      const given = fixed ? hit : handOver(hit, segment, verbatim.seq, catalogue);
      const bound = catalogue.rules.binding.get(given.theme.id) ?? [];
      return verdictOf(bound, segment, analysis) === "never" ? [] : [given];
    });
  });

const bestFirst = (a: Hit, b: Hit): number =>
  b.similarity - a.similarity ||
  a.segment - b.segment ||
  (a.theme.id < b.theme.id ? -1 : a.theme.id > b.theme.id ? 1 : 0);

/** Two hits on the same words, or on the same segment where one has no words. */
const shared = (a: Hit, b: Hit): boolean =>
  a.segment === b.segment &&
  (a.spans.length === 0 ||
    b.spans.length === 0 ||
    a.spans.some((one) => b.spans.some(({ start }) => start === one.start)));

/** Best hit of each theme, at most three: rules first, then those with words of their own. */
const chosen = (rules: readonly Hit[], hits: readonly Hit[]): Hit[] => {
  const best = new Map<string, Hit>();
  for (const hit of [...[...rules].sort(bestFirst), ...[...hits].sort(bestFirst)])
    if (!best.has(hit.theme.id)) best.set(hit.theme.id, hit);
  const fresh: Hit[] = [];
  const echoes: Hit[] = [];
  for (const hit of best.values())
    (!rules.includes(hit) && fresh.some((other) => shared(hit, other)) ? echoes : fresh).push(hit);
  return [...fresh, ...echoes].slice(0, mostThemes);
};

const uniqueSpans = (spans: readonly Span[]): Span[] =>
  [...new Map(spans.map(({ start, end }) => [start, { start, end }])).values()].sort(
    (a, b) => a.start - b.start,
  );

const spansOf = (hit: Hit, segments: readonly Segment[], lang: Lang, model: Model): Span[] =>
  uniqueSpans(
    hit.spans.length > 0
      ? hit.spans
      : tellingWords(segments[hit.segment] as Segment, hit.theme, lang, model),
  );

/**
 * Reads one verbatim: language, sentiment and at most three mentions. Pure: the same verbatim and
 * themes give the same reading. Sentiment of a mention is that of the whole text when the text has
 * one topic, of its clause when it has more.
 */
export const read = (verbatim: Verbatim, catalogue: Catalogue): Reading => {
  const analysis = analyse(verbatim, catalogue.model);
  const { text, words, lang } = analysis;
  const segments = segmentsOf(analysis, catalogue.model);
  const feelings = catalogue.model.sentiment;
  const whole = sentimentOf(text, words, lang, feelings);
  const { hits, refused } = allowed(analysis, segments, catalogue);
  const picked = chosen(ruled(analysis, segments, catalogue), eligible(hits, verbatim));
  // A theme and its sub-theme found by the same words are one topic.
  const alone = picked.every((hit) => shared(hit, picked[0] as Hit));
  const mentions = picked.map((hit): Mention => {
    const segment = segments[hit.segment] as Segment;
    const mood = alone
      ? whole
      : sentimentOfMention(text, words, lang, feelings, {
          from: segment.from,
          to: segment.to,
          whole,
          spans: hit.spans,
          others: picked.flatMap((other) => (other === hit ? [] : other.spans)),
        });
    return {
      verbatimId: verbatim.id,
      themeId: rootOf(hit.theme.id, catalogue.themes),
      matchedId: hit.theme.id,
      sentiment: mood.polarity,
      score: mood.score,
      similarity: Math.round(Math.min(1, Math.max(0, hit.similarity)) * 1e4) / 1e4,
      start: segment.start,
      end: segment.end,
      words: spansOf(hit, segments, lang, catalogue.model).map(({ start, end }) =>
        verbatim.text.slice(start, end),
      ),
    };
  });
  return {
    verbatimId: verbatim.id,
    lang,
    sentiment: whole.polarity,
    score: whole.score,
    mentions,
    reason: mentions.length > 0 ? null : reasonOf(analysis, refused, catalogue.model),
  };
};

/** Why a theme stands on a verbatim: its clauses and the words in them, in the original text. */
export type Explanation = { readonly clauses: readonly Span[]; readonly words: readonly Span[] };

/**
 * The spans of `verbatim` that speak for `theme`, for highlighting. Looks at the theme alone, so it
 * also explains a mention whose theme was merged; a split theme explains itself. Empty when nothing
 * matches.
 */
export const explain = (verbatim: Verbatim, theme: Theme, model: Model): Explanation => {
  const analysis = analyse(verbatim, model);
  const segments = segmentsOf(analysis, model);
  const catalogue = openCatalogue([{ ...theme, splitFrom: null }], model);
  const hits = [
    ...ruled(analysis, segments, catalogue),
    ...allowed(analysis, segments, catalogue).hits,
  ];
  return {
    clauses: uniqueSpans(hits.map(({ segment }) => segments[segment] as Segment)),
    words: uniqueSpans(hits.flatMap((hit) => spansOf(hit, segments, analysis.lang, model))),
  };
};
