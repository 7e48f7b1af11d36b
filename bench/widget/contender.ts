import type { Page } from "playwright-core";
import type { Origin, Service } from "./origin.ts";

/** A piece of a host page, in the order in which it stands there. */
export type Part =
  | { script: string; attributes?: string }
  | { style: string }
  /** Code of the page itself: inline, or a file of the page where its policy forbids that. */
  | { code: string }
  | { html: string };

export type Contender = {
  name: string;
  /** What must be known about its figures. */
  note: string;
  /** Answers what its script asks for; an origin where it stands already. */
  service: Service | Origin;
  /**
   * What its documentation puts on a page.
   * @param host origin of the service @param asks false: a page on which nothing is to be asked
   */
  parts(host: string, asks: boolean): Part[];
  /** Runs in the page: what holds the question, once it is there. */
  find: () => Element | null | undefined;
  /** Gives and commits the first answer; absent where that is not the contender's own code. */
  answer?: (page: Page) => Promise<void>;
  /** True: it has no notion of a visitor whom nobody asks. */
  alwaysAsks?: true;
};

/** The one question of all contenders. */
export const QUESTION = {
  text: "How likely are you to recommend us to a friend or colleague?",
  low: "Not at all likely",
  high: "Extremely likely",
  why: "What let you down, and what should we change first?",
  thanks: "Thank you!",
};

/** Where the page asks; a survey of ours is for these addresses. */
export const ASKED_PATH = "/account/orders";
export const QUIET_PATH = "/about";
