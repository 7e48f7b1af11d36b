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
} & (HostedData | VoteData);

export type HostedData = {
  kind: "hosted";
  person?: NonNullable<Submission["person"]>;
  /** Stands in the questions, and is sent only with the question that somebody commits. */
  prefill?: Answers;
  attributes?: Record<string, string>;
  /** The code or token that the page was opened by. */
  link?: string;
  /** The one response of a single-use link, and the revision that comes next. */
  submission?: string;
  rev?: number;
};

export type VoteData = {
  kind: "vote";
  visit: string;
  /** Names the mail, and nobody, to a browser that opens several of its links. */
  mail: string;
  /** The link that was followed. */
  slot: number;
  /** Said where nothing shows that a person is there, and where a vote is not taken any more. */
  confirm: string;
  refused: string;
};
