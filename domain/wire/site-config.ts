import type { Branch } from "./survey.ts";

/**
 * What /v1/SITE.js carries: the rules of every live survey and what the widget needs to ask it.
 * Words are already in one language. Keys stay short: a visitor downloads them.
 */
export type SiteConfig = {
  wire: 1;
  /** Origin that answers are posted to. */
  host: string;
  site: string;
  /** Address of the widget module, with its content hash. */
  widget: string;
  surveys: LiveSurvey[];
};

export type LiveSurvey = {
  id: string;
  v: number;
  /** True: keep asking even where nothing can be remembered. */
  bold?: true;
  mode: "popover" | "inline";
  rules: {
    urls: string[];
    delay: number;
    sample: number;
    devices: string[];
    event?: string;
    /** Days: after a show (global), after an answer, after a dismissal. */
    cool: [shown: number, answered: number, dismissed: number];
  };
  ask: Ask;
};

/** A question as the widget asks it: every word a plain string. */
export type AskedQuestion = {
  id: string;
  text: string;
  required?: boolean;
  branches?: Branch[];
} & (
  | {
      kind: "score";
      metric: "nps" | "csat" | "ces" | "rating";
      min: 0 | 1;
      max: 5 | 7 | 10;
      style: "numbers" | "stars" | "faces";
      low?: string;
      high?: string;
      labels?: string[];
    }
  | { kind: "single" | "multiple"; options: AskedOption[]; other?: AskedOption }
  | { kind: "text"; long: boolean; placeholder?: string }
  | { kind: "consent" | "email" }
);
export type AskedOption = { id: string; text: string };

/** One survey in one language, ready to be asked. */
export type Ask = {
  lang: string;
  rtl?: true;
  questions: AskedQuestion[];
  thanks: { title: string; text?: string; link?: { text: string; url: string } };
  look: {
    accent: string;
    corner: "br" | "bl" | "tr" | "tl";
    scheme: "auto" | "light" | "dark";
    radius: number;
  };
  ui: Frame;
};

/** Words of the widget's own frame. */
export type Frame = {
  next: string;
  back: string;
  close: string;
  send: string;
  /** Said when the answer is kept on the device until the connection is back. */
  kept: string;
  other: string;
  /** "{n} of {m}" for screen readers. */
  step: string;
};
