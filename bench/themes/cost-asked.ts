import type { openModel, Theme } from "../../domain/themes/index.ts";

/** Texts that the theme job reads at a time (functions/services/themes/advance.ts). */
export const SLICE = 300;

/** What the process of `cost` is asked for, once in its life. */
export interface Asked {
  /**
   * `vectors` of texts; `read` texts against themes, slice by slice; `run`: a survey from nothing;
   * `slice` and `discovery`: memory while texts are read and while themes are found.
   */
  kind: "vectors" | "read" | "run" | "slice" | "discovery";
  texts: readonly string[];
  themes?: readonly Theme[];
  /** The engine's data, as the Worker fetches it. */
  files: Parameters<typeof openModel>[0];
}

export interface Answer {
  /** CPU of all threads, compiling and collecting included. */
  seconds: number;
  /** Bytes in use after the model was opened and all else collected. */
  live: number;
  /** The most bytes in use that were seen, what nobody needs any more included. */
  peak: number;
}
