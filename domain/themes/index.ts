/**
 * The theme engine: from open text to themes that a team can act on. Pure, deterministic, no host
 * functions; the same text and the same themes give the same reading for ever.
 *
 * Stages, one module each, replaceable behind their types:
 *   reading: normalise -> language -> tokens (word families, stems, stop words) -> clauses
 *     -> segments (a vector each) -> match (words, likeness, splits) -> rules -> assign (at most three
 *     themes), sentiment, reasons
 *   discovery: phrases -> groups (by words) and clusters (by meaning) -> topics -> combine -> labels,
 *     names -> facets -> plan (new, wider, sub-theme, known)
 *   afterwards: identity (curators' log), taught (split, seed words), stats, impact
 *
 * A run, as a service drives it:
 *   1. `themes = replay(storedThemes, log)`; `catalogue = openCatalogue(themes, model)` once a
 *      slice;
 *      `readSlice(verbatims, catalogue)` for some hundred verbatims at a time; store each reading.
 *   2. When a survey has no unread verbatim up to the run's cursor: `planDiscovery` over its
 *      verbatims without a mention and those that arrived since the run before (`from`), at most
 *      `discoveryLimit`; store created and widened themes.
 *   3. `readSlice` again over those verbatims only, with the new themes; store.
 *   `runSurvey` does all three in memory.
 *
 * What to store: themes as discovered (`Theme` is plain JSON) and the edit log apart; what a reader
 * sees is `replay` of both. Mentions are keyed by (verbatim, matchedId); `themeId` follows merges, so
 * a merge or its undo only maps `matchedId` anew with `rootOf`, and volumes count distinct verbatims
 * by `themeId`. A sub-theme and its parent each have mentions of their own.
 *
 * Why old mentions never change: a theme is recognised by its facets, a facet is never edited, and a
 * facet speaks for verbatims that arrived after it (`since`), for those of its own run (`from`), or,
 * for those of its own survey that had no theme when it was made, in the order of generations.
 * Reading everything again from nothing walks the same order.
 *
 * A theme word is a stem, or a family (`~delay`: delay, late, Verspätung, retard ...) that seven
 * languages share, so a German comment joins a theme that English comments made.
 */
export { explain } from "./assign.ts";
export { type Catalogue, openCatalogue } from "./catalogue.ts";
export { discoveryLimit, minimumVerbatims } from "./discovery.ts";
export { dormant, nothing, replay, rootOf } from "./identity.ts";
export { textsToEmbed, withVectors } from "./embed/fetched.ts";
export { themeImpact } from "./impact.ts";
export { type PackedModel, packNgrams } from "./language-model.ts";
export { likenessOf, openQuery } from "./meaning.ts";
export { type Model, openModel } from "./model.ts";
export { diffRun, engineOf, readSlice, reviewFrom, runSurvey } from "./run.ts";
export { type DiscoveryPlan, planDiscovery } from "./plan.ts";
export { facetOfQuotes, themeOfWords } from "./taught.ts";
export { planRefit, type RefitPlan } from "./refit.ts";
export { ruleOfExample, ruleOfWords } from "./rules.ts";
export { type Emergence, emergence, themeSentiment, volumeTrend } from "./stats.ts";
export type { Facet, Reading, Theme, ThemeEdit, Verbatim } from "./types.ts";
