import type { Answers, Submission } from "../../domain/wire/ingest.ts";
import type { Ask } from "../../domain/wire/site-config.ts";

/** What the Worker leaves in `<script type="application/json" id="ask">`. */
export type PageData = {
  host: string;
  site: string;
  survey: string;
  v: number;
  ask: Ask;
  /** Values that are already selected: the score of an e-mail link. */
  answers?: Answers;
  /** Said above the next question as soon as an answer is kept. */
  saved?: string;
} & (
  | { kind: "hosted"; person?: NonNullable<Submission["person"]> }
  | { kind: "vote"; visit: string }
);
