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
  /** Days without any popover after a show, and without the same metric after an answer. Default: 30, 90. */
  rests?: [shown: number, metric: number];
};

export type LiveSurvey = {
  id: string;
  v: number;
  /** True: keep asking even where nothing can be remembered. */
  bold?: true;
  /** True: stands in a container of the page. Default: a popover. */
  inline?: true;
  /** True: a dialog over the page, with the page inert behind it. */
  modal?: true;
  /** The word on a tab at the edge of the window that opens it. It rests for nobody. */
  tab?: string;
  /** Default: it is loaded from /v1/c/ID.V.LANGUAGE.json when it is needed. */
  ask?: Ask;
  /** Which other surveys rest after an answer to this one. */
  metric?: "nps" | "csat" | "ces";
  /** Days until it may ask again after an answer (0: never) and after a dismissal. Default: 180, 30. */
  again?: [answered: number, dismissed: number];
  /** Source of a regular expression that the whole address must match. Default: every page. */
  paths?: string;
  /** Milliseconds on the page before it shows. */
  delay?: number;
  /** Share of visitors asked, 0 to 1. */
  sample?: number;
  /** Media query for the windows that are meant. */
  screens?: string;
  /** Only after this event was tracked. */
  event?: string;
  /** Only after this share of the page was scrolled through, 0 to 1. */
  depth?: number;
  /** Only once the pointer left the window at its top. */
  exit?: true;
  /** What the visitor's attributes must be; a visitor with a proof is judged at the edge instead. */
  traits?: Trait[];
};

/**
 * An attribute as text (an absent one: "") must match the source of a regular expression, and as a
 * number be more and less than the bounds ("-": no bound).
 */
export type Trait = [name: string, source: string, more?: number | "-", less?: number | "-"];

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
      shape?: "stars" | "faces";
      low?: string;
      high?: string;
      labels?: string[];
    }
  | { kind: "single" | "multiple"; options: AskedOption[]; other?: AskedOption }
  | { kind: "text"; long?: true; hint?: string }
  | { kind: "message"; link?: { text: string; url: string } }
  | { kind: "consent" | "email" }
);
export type AskedOption = { id: string; text: string };

/** One survey in one language, ready to be asked. */
export type Ask = {
  lang: string;
  rtl?: true;
  questions: AskedQuestion[];
  thanks: { title: string; text?: string; link?: { text: string; url: string } };
  /** CSS of the panel: declarations of accent, radius, scheme and corner, then rules of its own (lookFor). */
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
