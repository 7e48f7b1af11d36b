import type {
  Ask,
  AskedQuestion,
  LiveSurvey,
  SiteConfig,
} from "../../../domain/wire/site-config.ts";

export const nps: Extract<AskedQuestion, { kind: "score" }> = {
  id: "q1",
  kind: "score",
  metric: "nps",
  min: 0,
  max: 10,
  style: "numbers",
  text: "How likely are you to recommend Halden to a friend?",
  low: "Not at all likely",
  high: "Extremely likely",
};

/** The survey that the byte budgets are measured with: a score, a follow-up for each side, a thank-you. */
export const ask: Ask = {
  lang: "en",
  questions: [
    { ...nps, branches: [{ from: 9, to: 10, go: "q3" }] },
    {
      id: "q2",
      kind: "text",
      long: true,
      text: "You gave {{q1}}. What should we have done better?",
      placeholder: "One sentence is enough",
      branches: [{ go: "end" }],
    },
    { id: "q3", kind: "text", long: true, text: "What do you like most?" },
  ],
  thanks: { title: "Thank you", text: "The team reads this today." },
  look: { accent: "#1d5b49", corner: "br", scheme: "auto", radius: 8 },
  ui: {
    next: "Next",
    back: "Back",
    close: "Close",
    send: "Send",
    kept: "You are offline. Your answer is sent when the connection is back.",
    other: "Other",
    step: "{n} of {m}",
  },
};

/** An ask with these questions. */
export function asking(...questions: AskedQuestion[]): Ask {
  return { ...ask, questions };
}

export const survey: LiveSurvey = {
  id: "sv_abcdefghij",
  v: 1,
  mode: "popover",
  rules: { urls: [], delay: 0, sample: 1, devices: [], cool: [30, 180, 30] },
  ask,
};

/** The survey with other rules. */
export function ruled(
  rules: Partial<LiveSurvey["rules"]>,
  more: Partial<LiveSurvey> = {},
): LiveSurvey {
  return { ...survey, ...more, rules: { ...survey.rules, ...rules } };
}

export const config: SiteConfig = {
  wire: 1,
  host: "http://127.0.0.1:8787",
  site: "st_abcdefghij",
  widget: "http://127.0.0.1:8787/w/survey.0123456789.js",
  surveys: [survey],
};
