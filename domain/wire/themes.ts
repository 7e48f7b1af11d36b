import * as v from "valibot";
import { Line, QuestionId, SurveyId, Uuid } from "./common.ts";
import { Verdict } from "./scores.ts";

export const ThemeStatus = v.picklist(["proposed", "active", "merged", "archived"]);

export const Theme = v.object({
  id: v.string(),
  label: v.string(),
  pinned: v.boolean(),
  status: ThemeStatus,
  muted: v.boolean(),
  parent: v.nullable(v.string()),
  /** Mentions in the period. */
  volume: v.number(),
  /** Share of the period's verbatims, 0..1. */
  share: v.number(),
  /** % positive - % negative mentions, -100..100; null without mentions. */
  sentiment: v.nullable(v.number()),
  positive: v.number(),
  negative: v.number(),
  /** Against the period before. */
  previous: v.number(),
  trend: Verdict,
  emerging: v.boolean(),
  /** Points of score that the theme's responses add or take; null under 30 mentions. */
  impact: v.nullable(
    v.object({ value: v.number(), low: v.number(), high: v.number(), n: v.number() }),
  ),
  spark: v.array(v.number()),
  createdAt: v.number(),
});
export type Theme = v.InferOutput<typeof Theme>;

export const ThemesQuery = v.object({ from: v.optional(v.string()), to: v.optional(v.string()) });
export const ThemeQuery = v.object({ ...ThemesQuery.entries, survey: v.optional(SurveyId) });

export const Themes = v.object({
  items: v.array(Theme),
  next: v.nullable(v.string()),
  verbatims: v.number(),
  themed: v.number(),
  /** Verbatims still missing before themes are looked for. */
  missing: v.number(),
  waiting: v.number(),
  run: v.nullable(v.lazy(() => ThemeRun)),
});
export type Themes = v.InferOutput<typeof Themes>;

export const ThemeRun = v.object({
  id: v.string(),
  survey: v.nullable(v.string()),
  state: v.picklist(["queued", "running", "done", "failed"]),
  startedAt: v.number(),
  finishedAt: v.nullable(v.number()),
  done: v.number(),
  total: v.number(),
  diff: v.object({
    created: v.array(v.string()),
    proposed: v.array(v.string()),
    grew: v.array(v.string()),
    faded: v.array(v.string()),
    merged: v.array(v.string()),
    split: v.array(v.string()),
  }),
});
export type ThemeRun = v.InferOutput<typeof ThemeRun>;

export const ThemeDetail = v.object({
  theme: Theme,
  terms: v.array(v.string()),
  weeks: v.array(
    v.object({
      /** First day. */
      key: v.string(),
      n: v.number(),
      positive: v.number(),
      negative: v.number(),
      /** Verbatims of the week, with the theme or without. */
      texts: v.number(),
      /** Score of the theme's responses, and of all others; null under 5 of them. */
      score: v.nullable(v.number()),
      rest: v.nullable(v.number()),
    }),
  ),
  /** What curators taught it, newest first; each is an edit that can be undone. */
  rules: v.array(
    v.object({
      edit: v.string(),
      mode: v.picklist(["always", "never"]),
      kind: v.picklist(["words", "example"]),
      /** The words, or the example's text. */
      text: v.string(),
    }),
  ),
  edits: v.array(
    v.object({
      id: v.string(),
      kind: v.string(),
      text: v.string(),
      by: v.nullable(v.string()),
      at: v.number(),
      undone: v.boolean(),
      /** The theme that a split made. */
      made: v.nullable(v.string()),
    }),
  ),
});
export type ThemeDetail = v.InferOutput<typeof ThemeDetail>;

/** One verbatim by its response and question. */
export const QuoteRef = v.strictObject({ response: Uuid, question: QuestionId });
export type QuoteRef = v.InferOutput<typeof QuoteRef>;

const changes = {
  rename: v.strictObject({ kind: v.literal("rename"), label: Line(60) }),
  pin: v.strictObject({ kind: v.literal("pin"), pinned: v.boolean() }),
  merge: v.strictObject({ kind: v.literal("merge"), into: Uuid }),
  mute: v.strictObject({ kind: v.literal("mute"), muted: v.boolean() }),
  publish: v.strictObject({ kind: v.literal("publish") }),
  archive: v.strictObject({ kind: v.literal("archive") }),
  /** Places it under another theme, or at the top. */
  move: v.strictObject({ kind: v.literal("move"), parent: v.nullable(Uuid) }),
  /** Makes a theme of these quotes and of what resembles them inside the theme. */
  split: v.strictObject({
    kind: v.literal("split"),
    label: Line(60),
    quotes: v.pipe(v.array(QuoteRef), v.minLength(1), v.maxLength(50)),
  }),
  /** Texts that hold these words side by side always, or never, belong to the theme. */
  rule: v.strictObject({
    kind: v.literal("rule"),
    mode: v.picklist(["always", "never"]),
    words: Line(80),
  }),
  /** This quote does not belong here, but there, or nowhere; learned as an example. */
  wrong: v.strictObject({ kind: v.literal("wrong"), quote: QuoteRef, to: v.nullable(Uuid) }),
};

/** A change that can be looked at before it is made. */
export const ThemeChange = v.variant("kind", Object.values(changes));
export type ThemeChange = v.InferOutput<typeof ThemeChange>;

/** A curator's change. Each is an entry in a log that later runs replay; `undo` names the entry. */
export const ThemeEdit = v.variant("kind", [
  ...Object.values(changes),
  v.strictObject({ kind: v.literal("undo"), edit: Uuid }),
]);
export type ThemeEdit = v.InferOutput<typeof ThemeEdit>;

const Range = v.object({ start: v.number(), end: v.number() });

/** One verbatim in the light of a theme (or of a search). */
export const Quote = v.object({
  response: v.string(),
  question: v.string(),
  text: v.string(),
  /** The clause that speaks of the theme, and the words that caused it; UTF-16 offsets. */
  clause: v.nullable(Range),
  marks: v.array(Range),
  sentiment: v.picklist([-1, 0, 1]),
  /** -100..100 */
  mood: v.number(),
  /** How typical it is, 0..1. */
  fit: v.number(),
  /** Score of its response. */
  score: v.nullable(v.number()),
  at: v.number(),
  channel: v.string(),
  language: v.nullable(v.string()),
  /** Who said it; null when anonymous or when the reader may not see contact data. */
  person: v.nullable(v.object({ id: v.string(), name: v.string() })),
});
export type Quote = v.InferOutput<typeof Quote>;

export const QuotesQuery = v.object({
  ...ThemeQuery.entries,
  order: v.optional(v.picklist(["newest", "typical", "negative", "positive"])),
  cursor: v.optional(v.string()),
});
export type QuotesQuery = v.InferOutput<typeof QuotesQuery>;

/** `typical`, `negative` and `positive` look at the newest 1,000 mentions of the period (`of`). */
export const Quotes = v.object({
  items: v.array(Quote),
  next: v.nullable(v.string()),
  of: v.nullable(v.number()),
});
export type Quotes = v.InferOutput<typeof Quotes>;

/** What a change would do, read from at most the newest 500 texts concerned. */
export const ThemePreview = v.object({
  /** Texts looked at, and whether there are more. */
  texts: v.number(),
  more: v.boolean(),
  /** Themes whose number of mentions among them changes; `id` null for one that would be made. */
  themes: v.array(
    v.object({
      id: v.nullable(v.string()),
      label: v.string(),
      before: v.number(),
      after: v.number(),
    }),
  ),
  /** At most ten texts that would change, with what they have and would have. */
  quotes: v.array(
    v.object({ text: v.string(), before: v.array(v.string()), after: v.array(v.string()) }),
  ),
});
export type ThemePreview = v.InferOutput<typeof ThemePreview>;

export const BreakdownQuery = v.object({
  ...ThemeQuery.entries,
  /** `channel`, `language`, `score` or `attr:NAME`. */
  by: v.optional(v.string()),
});
export type BreakdownQuery = v.InferOutput<typeof BreakdownQuery>;

/** Who speaks of a theme, told from its newest 800 mentions and the newest 600 texts. */
export const ThemeBreakdown = v.object({
  by: v.string(),
  /** What `by` may be here. */
  choices: v.array(v.string()),
  of: v.number(),
  capped: v.boolean(),
  rows: v.array(
    v.object({
      key: v.string(),
      /** Texts of this segment with the theme, and all texts of it that were looked at. */
      n: v.number(),
      texts: v.number(),
      /** Share with the theme, 0..1, its 95 % interval (Wilson), and the verdict against the others. */
      share: v.number(),
      low: v.number(),
      high: v.number(),
      verdict: Verdict,
      sentiment: v.nullable(v.number()),
    }),
  ),
});
export type ThemeBreakdown = v.InferOutput<typeof ThemeBreakdown>;

export const ChangesQuery = v.object({ days: v.optional(v.string()) });
/** What runs and curators changed in a survey's themes, newest first. */
export const ThemeChanges = v.object({
  since: v.number(),
  items: v.array(
    v.object({
      at: v.number(),
      kind: v.picklist([
        "created",
        "proposed",
        "grew",
        "faded",
        "widened",
        "merged",
        "split",
        "renamed",
        "archived",
        "taught",
        "refitted",
        "undone",
      ]),
      theme: v.nullable(v.string()),
      label: v.string(),
      text: v.string(),
      by: v.nullable(v.string()),
    }),
  ),
});
export type ThemeChanges = v.InferOutput<typeof ThemeChanges>;

export const UnthemedQuery = v.object({
  ...ThemesQuery.entries,
  reason: v.optional(v.picklist(["short", "verdict", "rare", "rule"])),
  cursor: v.optional(v.string()),
});
export type UnthemedQuery = v.InferOutput<typeof UnthemedQuery>;

/** Texts without a theme. Reasons are counted over the newest 1,000 of the period. */
export const Unthemed = v.object({
  total: v.number(),
  of: v.number(),
  reasons: v.array(
    v.object({ reason: v.picklist(["short", "verdict", "rare", "rule"]), n: v.number() }),
  ),
  items: v.array(Quote),
  next: v.nullable(v.string()),
});
export type Unthemed = v.InferOutput<typeof Unthemed>;

export const MeaningQuery = v.object({ ...ThemesQuery.entries, q: Line(200) });
export type MeaningQuery = v.InferOutput<typeof MeaningQuery>;

/** Verbatims that say something like the query, nearest first; `words` are those it was widened by. */
export const Meaning = v.object({
  items: v.array(Quote),
  words: v.array(v.string()),
  /** Texts that were compared, and whether more hold these words. */
  of: v.number(),
  capped: v.boolean(),
});
export type Meaning = v.InferOutput<typeof Meaning>;

/** All themes of a survey found anew from its texts, shown as a diff and applied only when accepted. */
export const Refit = v.object({
  id: v.string(),
  survey: v.string(),
  state: v.picklist(["queued", "ready", "accepted", "discarded", "failed"]),
  startedAt: v.number(),
  /** Texts it was fitted to, the newest. */
  texts: v.number(),
  /** Of those texts, how many would change their themes. */
  moved: v.number(),
  kept: v.array(
    v.object({ id: v.string(), label: v.string(), before: v.number(), after: v.number() }),
  ),
  created: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      parent: v.nullable(v.string()),
      after: v.number(),
      quotes: v.array(v.string()),
    }),
  ),
  archived: v.array(v.object({ id: v.string(), label: v.string(), before: v.number() })),
});
export type Refit = v.InferOutput<typeof Refit>;
export const StartRefit = v.strictObject({});
export const DecideRefit = v.strictObject({ accept: v.boolean() });

export const StartRun = v.strictObject({ survey: v.exactOptional(SurveyId) });
export const RunStarted = v.object({ id: v.string(), state: v.string() });
