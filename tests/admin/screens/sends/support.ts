import type { Mailing } from "../../../../domain/wire/mail.ts";
import type { SaveSend, Send } from "../../../../domain/wire/sends.ts";

const NONE: Send["counts"] = {
  made: 0,
  planned: 0,
  sending: 0,
  accepted: 0,
  failed: 0,
  unknown: 0,
  skipped: 0,
  cancelled: 0,
  bounced: 0,
};

/** What is saved of a send that goes to everyone at once. */
export function draft(part: Partial<SaveSend> = {}): SaveSend {
  return {
    name: "Spring",
    audience: { of: "everyone" },
    letter: { subject: "How are we doing?", intro: "Hello" },
    plan: { kind: "once", at: null },
    reminders: [],
    ...part,
  };
}

/** A live send, with some counts. */
export function send(
  part: Partial<Omit<Send, "counts">> & { counts?: Partial<Send["counts"]> } = {},
): Send {
  const { counts, ...rest } = part;
  return {
    ...draft(),
    id: "s1",
    survey: "sv_aaaaaaaaaa",
    surveyName: "NPS",
    state: "live",
    reasons: {},
    delivered: 0,
    answered: 0,
    suspect: 0,
    enrolling: false,
    createdAt: 0,
    updatedAt: 0,
    ...rest,
    counts: { ...NONE, ...counts },
  };
}

export function mailing(part: Partial<Mailing> = {}): Mailing {
  return {
    settings: {
      fromName: "Halden",
      from: "hello@halden.example",
      address: "Street 1, Bergen",
      dailyCap: 500,
    },
    kind: "smtp",
    delivers: true,
    today: { cap: 500, sent: 0 },
    ...part,
  };
}
