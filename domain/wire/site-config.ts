import type { Branch } from "./survey.ts";

/**
 * What /v1/SITE.js carries: the rules of every live survey and what the widget needs to ask it.
 * Words are already in one language, and whatever is the default is left out: a visitor downloads
 * all of it. On the wire short names stand for the long ones (short-names).
 */
export type SiteConfig = {
  /** Origin that answers are posted to and `widget` is loaded from. */
  host: string;
  site: string;
  /** Path of the widget module, with its content hash. */
  widget: string;
  surveys: LiveSurvey[];
};

export type LiveSurvey = {
  id: string;
  v: number;
  /** True: keep asking even where nothing can be remembered. */
  bold?: true;
  /** True: stands in a container of the page. Default: a popover. */
  inline?: true;
  ask: Ask;
  /** Source of a regular expression that the path must match. Default: every path. */
  paths?: string;
  /** Milliseconds on the page before it shows. */
  delay?: number;
  /** Share of visitors asked, 0 to 1. */
  sample?: number;
  /** Media query for the windows that are meant. */
  screens?: string;
  /** Only after this event was tracked. */
  event?: string;
};

/** A question as the widget asks it: every word a plain string. */
export type AskedQuestion = {
  id: string;
  text: string;
  /** True: there is no way on without an answer. */
  must?: true;
  branches?: Branch[];
} & (
  | {
      kind: "score";
      min: 0 | 1;
      max: 5 | 7 | 10;
      /** Default: numbers. */
      style?: "stars" | "faces";
      low?: string;
      high?: string;
      labels?: string[];
    }
  | { kind: "single" | "multiple"; options: AskedOption[]; other?: AskedOption }
  | { kind: "text"; long?: true; hint?: string }
  | { kind: "consent" | "email" }
);
export type AskedOption = { id: string; text: string };

/** One survey in one language, ready to be asked. */
export type Ask = {
  lang: string;
  rtl?: true;
  questions: AskedQuestion[];
  thanks: { title: string; text?: string; link?: { text: string; url: string } };
  /** CSS declarations of the panel: accent, radius, colour scheme, corner (lookFor). */
  look: string;
  ui: Frame;
};

/** Words of the widget's own frame. */
export type Frame = {
  next: string;
  send: string;
  close: string;
  back: string;
  /** Before "2 / 3", for screen readers. */
  step: string;
  /** Said when the answer is kept on the device until the connection is back. */
  kept: string;
};
