import type { Answers } from "../../domain/wire/ingest.ts";
import type { LiveSurvey, SiteConfig } from "../../domain/wire/site-config.ts";

/** What a listener hears: the survey, the answers so far, and whether that was all of them. */
export type Listener = (detail: { survey: string; answers?: Answers; complete?: boolean }) => void;
/** closed: after an answer, or by the page; dismissed: by the respondent, without an answer. */
export type EventName = "shown" | "started" | "answered" | "closed" | "dismissed";
export type Attributes = { [name: string]: unknown };

/** The commands of the one global, `verbatim(command, ...)`. Unknown ones are ignored. */
export type Commands = {
  /** Names the visitor: an id of your own, or a proof signed by your server. */
  identify: [person: string | { id: string } | { proof: string }, attributes?: Attributes];
  /**
   * Attributes of the visitor. Two have a meaning of their own: `consent: false` keeps everything off
   * the device, `language: "de"` is the language to ask in, whatever the browser prefers.
   */
  set: [attributes: Attributes];
  /** Something happened that a survey may wait for. */
  track: [event: string];
  /** Looks again: the page became another one under the same address. */
  page: [];
  /** Asks now, whatever the rules say: the survey with this id, or the first one. */
  show: [survey?: string];
  hide: [];
  /** Forgets the visitor on this device; answers not yet sent stay in the outbox. */
  reset: [];
  on: [event: EventName, listener: Listener];
};

export type Verbatim = {
  <C extends keyof Commands>(command: C, ...rest: Commands[C]): void;
  (...call: unknown[]): void;
  /** Calls made before the script came. */
  q?: Iterable<unknown[]>;
  /** Set by the script: a second copy does nothing. */
  v?: 1;
};

/** What the loader and the survey module share on one page. */
export type Page = {
  config: SiteConfig;
  /** All calls but track and show, in order; the module reads them when it needs to. */
  calls: unknown[][];
  /** The last word on `consent`: false keeps everything off the device and sends nothing but answers. */
  keep: boolean;
  /** The popover that is open, or on its way. */
  asked?: LiveSurvey | undefined;
  /** Set by the module: hears every command but show, and "move" with an address that is new. */
  on?(name: string, address?: string): void;
  /** Looks at the rules of all surveys again. */
  check(): void;
};

export type SurveyModule = {
  /**
   * @param survey what to ask; undefined: only deliver what is left from earlier
   * @param spot the container of an inline survey @param forced the page asked for it by `show`
   */
  open(page: Page, survey?: LiveSurvey, spot?: Element | null, forced?: true): unknown;
};

declare global {
  interface Window {
    verbatim?: Verbatim | undefined;
  }
}
