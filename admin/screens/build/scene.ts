import type { Answers } from "../../../domain/wire/ingest.ts";
import type { Look } from "../../../domain/wire/survey.ts";
import type { Ask } from "../../../domain/wire/site-config.ts";

/** Names the messages between the builder and its preview. */
export const PREVIEW = "verbatim-preview";

/** What the builder asks its preview to show. */
export type Scene = {
  type: typeof PREVIEW;
  ask: Ask;
  mode: Look["mode"] | "page";
  /** For mode page: the sheet of its look, who asks, and the line below. */
  page?: { sheet: string; from: string; asked: string };
  /** The word on the feedback tab. */
  tab: string;
  theme: "light" | "dark";
  answers: Answers;
  /** What wordings say of earlier answers and of the visitor. */
  words: Record<string, string>;
  step?: string;
  /** The survey in each of its languages, to be measured in a container. */
  measure?: Ask[];
};

/** Pixels that the first question takes in a container of a phone's width, and of a wide one. */
export type Heights = { narrow: number; wide: number };

/** What the preview says of itself: that it is there, or what it measured. */
export type Report = { type: typeof PREVIEW; heights?: Heights };
