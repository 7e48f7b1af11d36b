import * as v from "valibot";
import { Line, SurveyId, Uuid } from "./common.ts";
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
    v.object({ key: v.string(), n: v.number(), positive: v.number(), negative: v.number() }),
  ),
  edits: v.array(
    v.object({
      id: v.string(),
      kind: v.string(),
      text: v.string(),
      by: v.nullable(v.string()),
      at: v.number(),
      undone: v.boolean(),
    }),
  ),
});
export type ThemeDetail = v.InferOutput<typeof ThemeDetail>;

/** A curator's change. Each is an entry in a log that later runs replay; `undo` names the entry. */
export const ThemeEdit = v.variant("kind", [
  v.strictObject({ kind: v.literal("rename"), label: Line(60) }),
  v.strictObject({ kind: v.literal("merge"), into: Uuid }),
  v.strictObject({ kind: v.literal("mute"), muted: v.boolean() }),
  v.strictObject({ kind: v.literal("publish") }),
  v.strictObject({ kind: v.literal("archive") }),
  v.strictObject({ kind: v.literal("undo"), edit: Uuid }),
]);
export type ThemeEdit = v.InferOutput<typeof ThemeEdit>;

export const StartRun = v.strictObject({ survey: v.exactOptional(SurveyId) });
export const RunStarted = v.object({ id: v.string(), state: v.string() });
