import { lookFor } from "../../../domain/survey/look.ts";
import type {
  Ask,
  AskedQuestion,
  LiveSurvey,
  SiteConfig,
} from "../../../domain/wire/site-config.ts";
import type { Look } from "../../../domain/wire/survey.ts";

/** A look in which everything but the accent is the default. */
export const plain: Look = {
  accent: "#000000",
  mode: "popover",
  corner: "br",
  scheme: "auto",
  radius: 8,
};

export const nps: Extract<AskedQuestion, { kind: "score" }> = {
  id: "q1",
  kind: "score",
  min: 0,
  max: 10,
  text: "How likely are you to recommend Halden to a friend?",
  low: "Not at all likely",
  high: "Extremely likely",
};

/** A score, a follow-up for each side, a thank-you. */
export const ask: Ask = {
  lang: "en",
  questions: [
    { ...nps, branches: [{ from: 9, to: 10, go: "q3" }] },
    {
      id: "q2",
      kind: "text",
      long: true,
      text: "You gave {{q1}}. What should we have done better?",
      hint: "One sentence is enough",
      branches: [{ go: "end" }],
    },
    { id: "q3", kind: "text", long: true, text: "What do you like most?" },
  ],
  thanks: { title: "Thank you", text: "The team reads this today." },
  look: lookFor({ ...plain, accent: "#1d5b49" }),
  ui: {
    next: "Next",
    back: "Back",
    close: "Close",
    send: "Send",
    kept: "You are offline. Your answer is sent when the connection is back.",
    step: "Question",
  },
};

/** An ask with these questions. */
export function asking(...questions: AskedQuestion[]): Ask {
  return { ...ask, questions };
}

export const survey: LiveSurvey = {
  id: "sv_abcdefghij",
  v: 1,
  ask,
};

export const config: SiteConfig = {
  host: "http://127.0.0.1:8787",
  site: "st_abcdefghij",
  widget: "/w/survey.0123456789.js",
  surveys: [survey],
};
