import { type Analysis, analyse } from "./analyse.ts";
import { rootOf } from "./identity.ts";
import type { Model } from "./model.ts";
import { sentimentOf } from "./sentiment.ts";
import type { Token } from "./tokens.ts";
import type { Facet, Mention, Reading, Span, Theme, Verbatim } from "./types.ts";
import { cosine, unpackVector } from "./vector.ts";

/** Most themes a verbatim may have. */
const mostThemes = 3;
/** Most tokens between the two halves of a pair term. */
const pairWindow = 4;
/** What the vector may add to the words: likeness alone never passes a threshold. */
const vectorShare = 0.5;

type Matcher = {
  readonly theme: Theme;
  readonly rootId: string;
  /** Last `seq` it takes: that of the theme or of the one it was merged into. */
  readonly until: number;
  readonly facet: Facet;
  /** Null where the theme was made in another vector space: its words speak alone. */
  readonly centroid: Float32Array | null;
};
type Posting = { readonly matcher: number; readonly weight: number };

/** Themes compiled for look-up. Make it once a slice. */
export type Catalogue = {
  readonly model: Model;
  readonly themes: ReadonlyMap<string, Theme>;
  readonly matchers: readonly Matcher[];
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  readonly pairKeys: ReadonlySet<string>;
};

/** Key of two stems that stand close together, in either order. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}+${b}` : `${b}+${a}`);

/** Compiles themes (after `replay`) for `read`. */
export const openCatalogue = (themes: readonly Theme[], model: Model): Catalogue => {
  const byId = new Map(themes.map((theme) => [theme.id, theme]));
  const matchers: Matcher[] = [];
  const postings = new Map<string, Posting[]>();
  const pairKeys = new Set<string>();
  for (const theme of themes) {
    const rootId = rootOf(theme.id, byId);
    const ends = [theme.until, byId.get(rootId)?.until ?? null].filter((end) => end !== null);
    for (const facet of theme.facets) {
      const matcher = matchers.length;
      matchers.push({
        theme,
        rootId,
        until: Math.min(Number.POSITIVE_INFINITY, ...ends),
        facet,
        centroid:
          theme.space === model.vectors.space
            ? unpackVector(facet.centroid, model.vectors.dimensions)
            : null,
      });
      for (const { key, weight } of facet.terms) {
        const list = postings.get(key) ?? [];
        list.push({ matcher, weight });
        postings.set(key, list);
        for (const half of key.includes("+") ? key.split("+") : []) pairKeys.add(half);
      }
    }
  }
  return { model, themes: byId, matchers, postings, pairKeys };
};

type Hit = {
  readonly matcher: Matcher;
  readonly similarity: number;
  readonly clause: number;
  readonly spans: readonly Span[];
};

type Found = { rest: number; readonly spans: Span[]; readonly keys: Set<string> };

/** Every matcher that a term of the clause calls, with the words that called it. */
const called = (tokens: readonly Token[], catalogue: Catalogue): Map<number, Found> => {
  const found = new Map<number, Found>();
  const call = (key: string, spans: readonly Span[]): void => {
    for (const { matcher, weight } of catalogue.postings.get(key) ?? []) {
      const entry = found.get(matcher) ?? { rest: 1, spans: [], keys: new Set() };
      // A word said twice in a clause is no stronger evidence.
      if (!entry.keys.has(key)) entry.rest *= 1 - weight;
      entry.keys.add(key);
      entry.spans.push(...spans);
      found.set(matcher, entry);
    }
  };
  tokens.forEach((token, at) => {
    call(token.key, [token]);
    if (!catalogue.pairKeys.has(token.key)) return;
    for (let next = at + 1; next < tokens.length && next <= at + pairWindow; next += 1) {
      const other = tokens[next] as Token;
      if (other.key !== token.key && catalogue.pairKeys.has(other.key))
        call(pairKey(token.key, other.key), [token, other]);
    }
  });
  return found;
};

const hitsOf = (analysis: Analysis, catalogue: Catalogue): Hit[] =>
  analysis.clauses.flatMap((clause, at) => {
    const found = called(clause.tokens, catalogue);
    if (found.size === 0) return [];
    const words = analysis.words.slice(clause.from, clause.to).map(({ text }) => text);
    const vector = catalogue.model.vectors.of(words, analysis.lang);
    const hits: Hit[] = [];
    for (const [index, { rest, spans }] of found) {
      const matcher = catalogue.matchers[index] as Matcher;
      const near = matcher.centroid === null ? 0 : cosine(vector, matcher.centroid);
      const likeness = Math.max(0, near) * vectorShare;
      const similarity = 1 - rest * (1 - likeness);
      if (similarity >= matcher.facet.threshold)
        hits.push({ matcher, similarity, clause: at, spans });
    }
    return hits;
  });

/**
 * Which facets may speak for a verbatim: those made before it arrived, all at once; and later ones
 * of its own survey, generation by generation, only as long as it has no theme. That is the order
 * in which the scheduled runs met it, so reading everything again gives the same mentions.
 */
const eligible = (hits: readonly Hit[], verbatim: Verbatim): Hit[] => {
  const open = hits.filter(({ matcher }) => verbatim.seq <= matcher.until);
  const before = open.filter(({ matcher }) => matcher.facet.since < verbatim.seq);
  if (before.length > 0) return before;
  const own = open.filter(({ matcher }) => matcher.facet.surveyId === verbatim.surveyId);
  const first = own.reduce(
    (least, { matcher }) => Math.min(least, matcher.facet.generation),
    Number.POSITIVE_INFINITY,
  );
  return own.filter(({ matcher }) => matcher.facet.generation === first);
};

const bestFirst = (a: Hit, b: Hit): number =>
  b.similarity - a.similarity ||
  a.clause - b.clause ||
  (a.matcher.theme.id < b.matcher.theme.id ? -1 : 1);

const shared = (a: Hit, b: Hit): boolean =>
  a.clause === b.clause && a.spans.some((one) => b.spans.some(({ start }) => start === one.start));

/** Best hit of each theme, at most three: those with words of their own first. */
const chosen = (hits: readonly Hit[]): Hit[] => {
  const best = new Map<string, Hit>();
  for (const hit of [...hits].sort(bestFirst))
    if (!best.has(hit.matcher.theme.id)) best.set(hit.matcher.theme.id, hit);
  const fresh: Hit[] = [];
  const echoes: Hit[] = [];
  for (const hit of best.values())
    (fresh.some((other) => shared(hit, other)) ? echoes : fresh).push(hit);
  return [...fresh, ...echoes].slice(0, mostThemes);
};

const uniqueSpans = (spans: readonly Span[]): Span[] =>
  [...new Map(spans.map(({ start, end }) => [start, { start, end }])).values()].sort(
    (a, b) => a.start - b.start,
  );

/**
 * Reads one verbatim: language, sentiment and at most three mentions. Pure: the same verbatim and
 * themes give the same reading. Sentiment of a mention is that of the whole text when the text has
 * one topic, of its clause when it has more.
 */
export const read = (verbatim: Verbatim, catalogue: Catalogue): Reading => {
  const analysis = analyse(verbatim, catalogue.model);
  const { text, words, lang } = analysis;
  const whole = sentimentOf(text, words, lang);
  const hits = chosen(eligible(hitsOf(analysis, catalogue), verbatim));
  // A theme and its sub-theme found by the same words are one topic.
  const alone = hits.every((hit) => shared(hit, hits[0] as Hit));
  const mentions = hits.map(({ matcher, similarity, clause: at, spans }): Mention => {
    const clause = analysis.clauses[at] as Analysis["clauses"][number];
    const spoken = alone ? whole : sentimentOf(text, words, lang, clause.from, clause.to);
    return {
      verbatimId: verbatim.id,
      themeId: matcher.rootId,
      matchedId: matcher.theme.id,
      sentiment: spoken.polarity,
      score: spoken.score,
      similarity: Math.round(similarity * 1e4) / 1e4,
      start: clause.start,
      end: clause.end,
      words: uniqueSpans(spans).map(({ start, end }) => verbatim.text.slice(start, end)),
    };
  });
  return {
    verbatimId: verbatim.id,
    lang,
    sentiment: whole.polarity,
    score: whole.score,
    mentions,
    reason: null,
  };
};

/** Why a theme stands on a verbatim: its clauses and the words in them, in the original text. */
export type Explanation = { readonly clauses: readonly Span[]; readonly words: readonly Span[] };

/**
 * The spans of `verbatim` that speak for `theme`, for highlighting. Looks at the theme alone, so it
 * also explains a mention whose theme was merged. Empty when nothing matches.
 */
export const explain = (verbatim: Verbatim, theme: Theme, model: Model): Explanation => {
  const analysis = analyse(verbatim, model);
  const hits = hitsOf(analysis, openCatalogue([theme], model));
  return {
    clauses: uniqueSpans(
      hits.map(({ clause }) => analysis.clauses[clause] as Analysis["clauses"][number]),
    ),
    words: uniqueSpans(hits.flatMap(({ spans }) => spans)),
  };
};
