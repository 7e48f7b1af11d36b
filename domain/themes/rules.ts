import { type Analysis, analyse } from "./analyse.ts";
import type { Model } from "./model.ts";
import { normalise } from "./normalise.ts";
import type { Segment } from "./segments.ts";
import { wordsOf } from "./tokens.ts";
import type { Lang, Rule, Span, Theme, Verbatim } from "./types.ts";
import { cosine, packVector, unpackVector } from "./vector.ts";
import { vocabularyOf } from "./vocabulary.ts";

type ByWords = { readonly kind: "words"; readonly mode: Rule["mode"]; readonly words: string };
type ByExample = {
  readonly kind: "example";
  readonly mode: Rule["mode"];
  readonly verbatimId: string;
  /** Null in another space: there an example binds its own verbatim alone. */
  readonly vector: Float32Array | null;
  readonly reach: number;
  readonly since: number;
};
type Compiled = ByWords | ByExample;

/** What binds each theme: its own rules, then those of the themes that it was merged into. */
export type CompiledRules = {
  readonly binding: ReadonlyMap<string, readonly Compiled[]>;
  /** Themes with a rule of their own that can call them. */
  readonly calling: readonly {
    readonly theme: Theme;
    readonly until: number;
    readonly rules: readonly Compiled[];
  }[];
};

const compile = (rule: Rule, near: boolean, model: Model): Compiled =>
  rule.kind === "words"
    ? rule
    : { ...rule, vector: near ? unpackVector(rule.vector, model.vectors.dimensions) : null };

/** Compiles the rules of themes (after `replay`). */
export const compileRules = (
  themes: readonly Theme[],
  byId: ReadonlyMap<string, Theme>,
  untilOf: (theme: Theme) => number,
  model: Model,
): CompiledRules => {
  const own = new Map<string, readonly Compiled[]>();
  for (const { id, rules, space } of themes)
    if (rules.length > 0)
      own.set(
        id,
        rules.map((rule) => compile(rule, space === model.vectors.space, model)),
      );
  if (own.size === 0) return { binding: new Map(), calling: [] };
  const binding = new Map<string, readonly Compiled[]>();
  for (const theme of themes) {
    const list: Compiled[] = [];
    let at: Theme | undefined = theme;
    for (let step = themes.length; at !== undefined && step > 0; step -= 1) {
      list.push(...(own.get(at.id) ?? []));
      at = at.mergedInto === null ? undefined : byId.get(at.mergedInto);
    }
    if (list.length > 0) binding.set(theme.id, list);
  }
  const calling = themes.flatMap((theme) => {
    const rules = (own.get(theme.id) ?? []).filter(({ mode }) => mode === "always");
    return rules.length > 0 ? [{ theme, until: untilOf(theme), rules }] : [];
  });
  return { binding, calling };
};

const punctuation = /[^\s'"*_~-]/u;

/** The stems of some text, its hyphens parted, each with the word that it came from. */
const stemsOf = (
  words: readonly { readonly text: string; readonly gap: string }[],
  lang: Lang,
): { readonly stem: string; readonly word: number; readonly parted: boolean }[] => {
  const { stem } = vocabularyOf(lang);
  return words.flatMap(({ text, gap }, word) =>
    text
      .split("-")
      .filter((part) => part !== "")
      .map((part, at) => ({ stem: stem(part), word, parted: at === 0 && punctuation.test(gap) })),
  );
};

/** Where `rule`'s words stand side by side in a segment. */
const spansOf = (rule: ByWords, segment: Segment, analysis: Analysis): Span[] => {
  const wanted = stemsOf(wordsOf(normalise(rule.words)), analysis.lang);
  if (wanted.length === 0) return [];
  const words = analysis.words.slice(segment.from, segment.to);
  const stems = stemsOf(words, analysis.lang);
  const spans: Span[] = [];
  for (let at = 0; at + wanted.length <= stems.length; at += 1) {
    const fits = wanted.every(({ stem }, offset) => {
      const found = stems[at + offset];
      return found?.stem === stem && (offset === 0 || !found.parted);
    });
    if (!fits) continue;
    const from = words[stems[at]?.word ?? 0];
    const to = words[stems[at + wanted.length - 1]?.word ?? 0];
    if (from !== undefined && to !== undefined) spans.push({ start: from.start, end: to.end });
  }
  return spans;
};

const closeness = (rule: ByExample, segment: Segment, verbatim: Verbatim): number => {
  if (rule.vector === null || verbatim.seq <= rule.since) return -1;
  const near = cosine(rule.vector, segment.vector);
  return near >= rule.reach ? near : -1;
};

/**
 * What the rules say of a theme and a segment. An example of this very verbatim beats words, words
 * beat examples within reach; the newest of a kind wins, among examples within reach the nearest.
 */
export const verdictOf = (
  rules: readonly Compiled[],
  segment: Segment,
  analysis: Analysis,
): Rule["mode"] | null => {
  const { verbatim } = analysis;
  const self = rules.findLast((rule) => rule.kind === "example" && rule.verbatimId === verbatim.id);
  if (self !== undefined) return self.mode;
  const said = rules.findLast(
    (rule) => rule.kind === "words" && spansOf(rule, segment, analysis).length > 0,
  );
  if (said !== undefined) return said.mode;
  let mode: Rule["mode"] | null = null;
  let most = 0;
  for (const rule of rules) {
    const near = rule.kind === "example" ? closeness(rule, segment, verbatim) : -1;
    if (near < 0 || near < most) continue;
    most = near;
    mode = rule.mode;
  }
  return mode;
};

/** A segment that an always-rule calls for its theme. */
export type Call = {
  readonly segment: number;
  readonly similarity: number;
  readonly spans: readonly Span[];
  /** True when a curator put this very text there: no split hands it on. */
  readonly fixed: boolean;
};

const callOf = (
  rule: Compiled,
  segments: readonly Segment[],
  analysis: Analysis,
): readonly Call[] => {
  const { verbatim } = analysis;
  if (rule.kind === "words")
    return segments.flatMap((segment, at) => {
      const spans = segment.whole ? [] : spansOf(rule, segment, analysis);
      return spans.length > 0 ? [{ segment: at, similarity: 1, spans, fixed: false }] : [];
    });
  if (rule.verbatimId !== verbatim.id)
    return segments.flatMap((segment, at) => {
      const near = closeness(rule, segment, verbatim);
      return near < 0 ? [] : [{ segment: at, similarity: near, spans: [], fixed: false }];
    });
  let best = 0;
  segments.forEach(({ vector }, at) => {
    const { vector: told } = rule;
    if (told === null) return;
    const most = (segments[best] as Segment).vector;
    if (cosine(told, vector) > cosine(told, most) + 1e-9) best = at;
  });
  return segments.length === 0 ? [] : [{ segment: best, similarity: 1, spans: [], fixed: true }];
};

/** What the always-rules of a theme call in a text. */
export const callsOf = (
  rules: readonly Compiled[],
  segments: readonly Segment[],
  analysis: Analysis,
): Call[] => rules.flatMap((rule) => callOf(rule, segments, analysis));

/** A rule of words as a curator typed them; null when they hold nothing to match. */
export const ruleOfWords = (rule: {
  readonly id: string;
  readonly mode: Rule["mode"];
  readonly words: string;
}): Rule | null => {
  const words = rule.words.trim().replace(/\s+/gu, " ");
  return wordsOf(normalise(words)).length === 0
    ? null
    : { id: rule.id, mode: rule.mode, kind: "words", words };
};

/** Cosine within which another clause says what the example says. */
const reach = 0.75;

/** A rule of one clause (`span`; null for the whole text) of a verbatim. */
export const ruleOfExample = (
  example: {
    readonly id: string;
    readonly mode: Rule["mode"];
    readonly verbatim: Verbatim;
    readonly span: Span | null;
    /** Last `Verbatim.seq` that only knows the example itself. */
    readonly since: number;
  },
  theme: Theme,
  model: Model,
): Rule => {
  const { id, mode, verbatim, span, since } = example;
  const { words, lang } = analyse(verbatim, model);
  const vector = model.vectors.of(
    words
      .filter(({ start, end }) => span === null || (start >= span.start && end <= span.end))
      .map(({ text }) => text),
    lang,
  );
  return {
    id,
    mode,
    kind: "example",
    verbatimId: verbatim.id,
    vector: packVector(vector),
    // What is stored in another space than the theme's is never compared.
    reach: theme.space === model.vectors.space ? reach : 1,
    since,
  };
};
