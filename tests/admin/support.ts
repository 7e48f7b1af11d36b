import type { Scores } from "../../domain/wire/scores.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import type { Overview } from "../../domain/wire/surveys.ts";
import type { Theme } from "../../domain/wire/themes.ts";

export type Head = Omit<Scores, "rows" | "counts" | "confirmed">;

/** Figures without a period before, with some of them given. */
export function head(part: Partial<Head> = {}): Head {
  return {
    metric: "nps",
    question: "q1",
    from: "2026-08-24",
    to: "2026-11-21",
    n: 100,
    score: 30,
    low: 14,
    high: 44,
    verdict: "few",
    change: null,
    mean: null,
    excluded: { suspect: 0, quarantined: 0, late: 0, pending: 0, test: 0 },
    funnel: { shown: 0, started: 0, counted: 0, completed: 0, commented: 0 },
    ...part,
  };
}

export function overviewItem(name: string, part: Partial<Head> = {}): Overview["items"][number] {
  const scores = head(part);
  return {
    survey: {
      id: `sv_${name}`,
      site: "st_aaaaaaaaaa",
      name,
      slug: name,
      metric: scores.metric,
      state: "live",
      version: 1,
      quota: null,
      answered: null,
      priority: 0,
      changed: false,
      demo: false,
      archivedAt: null,
      createdAt: 0,
    },
    scores,
    spark: [],
    channels: [],
  };
}

export function theme(part: Partial<Theme> = {}): Theme {
  return {
    id: part.label ?? "theme",
    label: "Theme",
    pinned: false,
    status: "active",
    muted: false,
    parent: null,
    volume: 40,
    share: 0.1,
    sentiment: 0,
    positive: 0,
    negative: 0,
    previous: 40,
    trend: "same",
    emerging: false,
    impact: null,
    spark: [],
    createdAt: 0,
    ...part,
  };
}

/** NPS, then why by score, then a choice. */
export function definition(part: Partial<Definition> = {}): Definition {
  return {
    metric: "nps",
    language: "en",
    questions: [
      {
        id: "q1",
        kind: "score",
        metric: "nps",
        min: 0,
        max: 10,
        style: "numbers",
        text: "Would you recommend us?",
        branches: [
          { from: 0, to: 6, go: "q2" },
          { from: 7, to: 10, go: "q3" },
        ],
      },
      { id: "q2", kind: "text", long: true, text: "What went wrong?", branches: [{ go: "q4" }] },
      { id: "q3", kind: "text", long: true, text: "What did you like?" },
      {
        id: "q4",
        kind: "single",
        text: "What was it about?",
        options: [
          { id: "o1", text: "Delivery" },
          { id: "o2", text: "Price" },
        ],
      },
    ],
    thanks: { title: "Thank you" },
    look: { accent: "#1d5b49", mode: "popover", corner: "br", scheme: "auto", radius: 8 },
    targeting: { urls: [], delay: 5000, sample: 1, devices: [] },
    ...part,
  };
}
