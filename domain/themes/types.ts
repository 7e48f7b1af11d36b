/**
 * Plain data of the theme engine. Everything here survives JSON, so a service can store it as it is.
 */

/** ISO 639-1 code; `und` when the text gives no hint. */
export type Lang = string;

/** The open text of one response as the engine reads it. */
export type Verbatim = {
  readonly id: string;
  readonly surveyId: string;
  /** Place in the workspace's order of arrival; never changes. */
  readonly seq: number;
  readonly text: string;
  /** When it was answered, milliseconds UTC. */
  readonly at: number;
  /** Language the survey was shown in; breaks ties for very short texts. */
  readonly langHint?: Lang;
};

/** -1 negative, 0 neutral, 1 positive. */
export type Polarity = -1 | 0 | 1;

export type Sentiment = {
  readonly polarity: Polarity;
  /** -1..1; the sign decides the polarity outside a neutral band. */
  readonly score: number;
};

/** Half-open character range in the original text. */
export type Span = { readonly start: number; readonly end: number };

/**
 * One word that speaks for a theme: a stem, a word family (`~delay`), or two of them joined by `+`
 * that must stand close together (`flight+~delay`).
 */
export type Term = { readonly key: string; readonly weight: number };

/**
 * One way to recognise a theme. A theme starts with one facet and gains another when a later run
 * finds the same topic in other words. A facet is never changed, which is why old mentions stay.
 */
export type Facet = {
  /** Rises with every discovery step of the workspace; orders facets. */
  readonly generation: number;
  readonly surveyId: string;
  /** Upper cursor (`Verbatim.seq`) of the run that made it. */
  readonly since: number;
  /**
   * Upper cursor of the survey's run before that one. Of its own survey a facet with `from` also
   * speaks for verbatims that arrived in its run (from < seq <= since) and have another theme.
   */
  readonly from?: number;
  /** `packVector` of a vector in the theme's space. */
  readonly centroid: string;
  /** Similarity (0..1) from which a clause belongs to the theme. */
  readonly threshold: number;
  readonly terms: readonly Term[];
};

/**
 * What a curator taught a theme. Words are a run of words as typed ("credit card"), matched by their
 * stems side by side, in old and new texts alike. An example is one clause of one verbatim: it binds
 * that verbatim for ever, and clauses that lie near it (`reach`) in verbatims after `since`.
 */
export type Rule = {
  /** Id of the edit that made it. */
  readonly id: string;
  readonly mode: "always" | "never";
} & (
  | { readonly kind: "words"; readonly words: string }
  | {
      readonly kind: "example";
      readonly verbatimId: string;
      /** Vector of the clause, packed, in the theme's space. */
      readonly vector: string;
      /** Cosine (0..1) from which another clause says the same. */
      readonly reach: number;
      /** Last `Verbatim.seq` that only knows the example itself. */
      readonly since: number;
    }
);

/** Why a verbatim has no theme: too few words, a verdict without a topic, a topic too rare so far, a curator's rule. */
export type NoTheme = "short" | "verdict" | "rare" | "rule";

export type ThemeStatus = "proposed" | "active" | "merged" | "archived";

export type Theme = {
  readonly id: string;
  readonly label: string;
  /** A curator's label: no run changes it. */
  readonly pinned: boolean;
  readonly status: ThemeStatus;
  readonly muted: boolean;
  readonly parentId: string | null;
  /** Set when status is `merged`. */
  readonly mergedInto: string | null;
  /** Last `Verbatim.seq` an archived theme still takes; null while it is open. */
  readonly until: number | null;
  /** Vector space of the centroids; in another space a theme is known by its words alone. */
  readonly space: string;
  readonly facets: readonly Facet[];
  /** What curators taught it, oldest first. */
  readonly rules: readonly Rule[];
  /**
   * The theme that a curator split this one from. It takes those clauses of that theme which lie
   * nearer to its own facet, and no others.
   */
  readonly splitFrom: string | null;
  /** Ids of up to five telling verbatims at discovery time. */
  readonly exemplars: readonly string[];
  readonly createdRun: string;
  readonly createdAt: number;
};

/** A theme in a verbatim. Keyed by (verbatimId, matchedId). */
export type Mention = {
  readonly verbatimId: string;
  /** The theme a reader sees: `matchedId` with merges followed. */
  readonly themeId: string;
  /** The theme that matched, before merges. Two rows of a verbatim may share a `themeId`. */
  readonly matchedId: string;
  readonly sentiment: Polarity;
  /** Sentiment score -1..1. */
  readonly score: number;
  /** 0..1, rounded to four places. */
  readonly similarity: number;
  /** The clause that spoke, in the original text. */
  readonly start: number;
  readonly end: number;
  /** The words that matched, as written. */
  readonly words: readonly string[];
};

/** What the engine says about one verbatim. */
export type Reading = {
  readonly verbatimId: string;
  readonly lang: Lang;
  readonly sentiment: Polarity;
  readonly score: number;
  readonly mentions: readonly Mention[];
  /** Null when it has a mention. */
  readonly reason: NoTheme | null;
};

/** One curator's edit. The log is replayed in order by every run. */
export type ThemeEdit = {
  readonly id: string;
  readonly at: number;
  readonly by: string;
} & (
  | { readonly kind: "merge"; readonly themeId: string; readonly into: string }
  | { readonly kind: "rename"; readonly themeId: string; readonly label: string }
  | { readonly kind: "pin" | "unpin" | "mute" | "unmute" | "publish"; readonly themeId: string }
  | { readonly kind: "archive"; readonly themeId: string; readonly seq: number }
  /** Opens the theme `made`, which is stored as merged into `themeId` and splits from it. */
  | { readonly kind: "split"; readonly themeId: string; readonly made: string }
  | { readonly kind: "rule"; readonly themeId: string; readonly rule: Rule }
  /**
   * A full re-fit that was accepted: these themes are recognised by these facets from now on, those
   * in `opened` (stored as archived) come alive, those in `closed` are archived and take nothing.
   */
  | {
      readonly kind: "refit";
      /** The survey that was fitted anew. */
      readonly themeId: string;
      /** Vector space of these facets. */
      readonly space: string;
      readonly facets: Readonly<Record<string, readonly Facet[]>>;
      readonly opened: readonly string[];
      readonly closed: readonly string[];
    }
  | { readonly kind: "move"; readonly themeId: string; readonly parentId: string | null }
  | { readonly kind: "undo"; readonly editId: string }
);
