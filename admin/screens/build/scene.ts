import type { Answers } from "../../../domain/wire/ingest.ts";
import type { Look } from "../../../domain/wire/survey.ts";
import type { Ask } from "../../../domain/wire/site-config.ts";

/** Names the messages between the builder and its preview. */
export const PREVIEW = "verbatim-preview";

/** What the builder asks its preview to show. */
export type Scene = {
  type: typeof PREVIEW;
  ask: Ask;
  mode: Look["mode"];
  theme: "light" | "dark";
  answers: Answers;
  step?: string;
};
