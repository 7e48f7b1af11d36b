import type { MailSettings, MergeBlock, MergeTool } from "../../domain/wire/mail.ts";
import type { Letter } from "../../domain/wire/sends.ts";
import type { Definition } from "../../domain/wire/survey.ts";

/** What a mail is made from, once for each send and language. */
export type LetterInput = {
  /** The published version that is asked. It has a question with its metric. */
  survey: Definition;
  letter: Letter;
  /** The language of the person; the survey's own where it has no words in it. */
  language: string;
  sender: Pick<MailSettings, "fromName" | "address">;
  workspaceName: string;
  kind: "invitation" | "reminder" | "test";
};

/** What differs from person to person. */
export type Recipient = {
  attributes: Readonly<Record<string, string | number | boolean>>;
  /** One link for each value of the scale, lowest first. */
  links: readonly string[];
  /** The link with nothing chosen (NO_SLOT). */
  link: string;
  /** The link that only a machine finds (TRAP_SLOT). */
  trap: string;
  unsubscribe: string;
};

/** `text` and `html` say the same. */
export type Filled = { subject: string; html: string; text: string };

/** A mail with its places still open. */
export type Compiled = {
  /** The language it speaks. */
  language: string;
  /** Puts one person in: escaped, and in microseconds. @throws RangeError when links are missing */
  fill(to: Recipient): Filled;
};

/** Makes mails (docs/decisions/0016). */
export type Letters = {
  /** Some milliseconds: once for each send and language. @throws TypeError for a survey without a metric */
  compile(input: LetterInput): Promise<Compiled>;
  /** What an author should know of a mail before it goes out, as sentences. */
  check(letter: Letter, filled: Filled): Promise<string[]>;
  /** The scale for somebody else's mail tool. @throws TypeError for a survey without a metric */
  block(survey: Definition, language: string, tool: MergeTool): Promise<MergeBlock>;
};

/** The library behind it is loaded with the first mail: nothing else pays for it. */
export const letters: Letters = {
  compile: async (input) => (await import("./compile.ts")).compile(input),
  check: async (letter, filled) => (await import("./check.ts")).check(letter, filled),
  block: async (...input) => (await import("./block.tsx")).block(...input),
};
