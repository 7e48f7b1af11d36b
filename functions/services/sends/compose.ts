import { NO_SLOT, TRAP_SLOT } from "../../../domain/links/token.ts";
import { primaryQuestion } from "../../../domain/survey/questions.ts";
import type { MailSettings } from "../../../domain/wire/mail.ts";
import type { Letter } from "../../../domain/wire/sends.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import type { Mail } from "../../adapters/mailer/mailer.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import { AppError } from "../../errors.ts";
import type { Compiled, Letters } from "../../mail/index.ts";
import { linksOf } from "../links/links.ts";
import { unsubscribeLink } from "../mail/unsubscribe-link.ts";

export type ComposeDeps = {
  letters: Letters;
  signer: Signer;
  settings: { PUBLIC_ORIGIN: string };
};

/** What all mails of a send have in common. */
export type Writing = {
  workspace: string;
  workspaceName: string;
  mail: MailSettings;
  survey: Definition;
  letter: Letter;
};

/** Whom one mail is for. `step` counts the mails of an invitation from 1. */
export type Reader = {
  invitation: string;
  step: number;
  to: string;
  language: string | null;
  attributes: Readonly<Record<string, string | number | boolean>>;
  kind: "invitation" | "reminder" | "test";
};

/** The links of an invitation: one for each value of the scale, and those that no score stands for. */
export type InvitationLinks = {
  links: string[];
  link: string;
  trap: string;
  unsubscribe: string;
};

/** Values of the survey's scale, lowest first. @throws AppError invalid when it has no score to click */
export function slotsOf(survey: Definition): number[] {
  const question = primaryQuestion(survey);
  if (!question) throw new AppError("invalid", { fields: { survey: "has no score to click" } });
  return Array.from({ length: question.max - question.min + 1 }, (_, i) => question.min + i);
}

/** Signs all links of an invitation, built from the configured origin only. */
export async function allLinksOf(
  { signer, settings }: Pick<ComposeDeps, "signer" | "settings">,
  whose: { workspace: string; invitation: string },
  slots: readonly number[],
): Promise<InvitationLinks> {
  const origin = new URL(settings.PUBLIC_ORIGIN).origin;
  const [signed, unsubscribe] = await Promise.all([
    linksOf(signer, origin, whose, [...slots, NO_SLOT, TRAP_SLOT]),
    unsubscribeLink(signer, origin, whose),
  ]);
  const [link = "", trap = ""] = signed.slice(slots.length);
  return { links: signed.slice(0, slots.length), link, trap, unsubscribe };
}

/** Writes mails of one send. Each language is compiled once; a person costs little more than the signing. */
export function composer(deps: ComposeDeps, writing: Writing) {
  const { workspace, workspaceName, mail, survey, letter } = writing;
  const slots = slotsOf(survey);
  const compiled = new Map<string, Promise<Compiled>>();
  const letterIn = (language: string, kind: Reader["kind"]) => {
    const key = `${language} ${kind}`;
    let known = compiled.get(key);
    if (!known) {
      known = deps.letters.compile({ survey, letter, language, sender: mail, workspaceName, kind });
      compiled.set(key, known);
    }
    return known;
  };
  return async (reader: Reader, at: number): Promise<Mail> => {
    const [text, links] = await Promise.all([
      letterIn(reader.language ?? survey.language, reader.kind),
      allLinksOf(deps, { workspace, invitation: reader.invitation }, slots),
    ]);
    const recipient = { attributes: reader.attributes, ...links };
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a letter, no array
    const filled = text.fill(recipient);
    return {
      // The provider's key of idempotence, and what a bounce names.
      id: `${reader.invitation}.${reader.step}`,
      to: reader.to,
      ...filled,
      at,
      from: { name: mail.fromName, address: mail.from },
      ...(mail.replyTo !== undefined && { replyTo: mail.replyTo }),
      headers: {
        "List-Unsubscribe": `<${links.unsubscribe}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
      tracked: true,
    };
  };
}
