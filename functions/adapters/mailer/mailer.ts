/** One mail. `text` and `html` say the same. */
export type Mail = {
  /** Names it to providers and in its Message-ID: a repeat with the same id is the same mail. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  at: number;
  /** Whose name stands over it; absent: the installation's own sender. */
  from?: { name: string; address: string };
  replyTo?: string;
  /** List-Unsubscribe and its kin. Never From, To, Subject, Date or those of MIME. */
  headers?: Readonly<Record<string, string>>;
  /** True: whoever sends it keeps its state itself, so that only an outbox writes it down. */
  tracked?: true;
};

/**
 * accepted: the mailer took it. failed: it was refused for good. later: it surely was not handed
 * over, for a reason that passes (no connection, a 4xx). unknown: the line was cut after the mail
 * had gone out and before the answer came.
 */
export type Handed = "accepted" | "failed" | "later" | "unknown";

/** Hands mail over. */
export type Mailer = {
  /** How mail leaves. */
  kind: "outbox" | "smtp" | "http" | "binding" | "none";
  /** Whether mail reaches people: without it, links are shown to whoever may hand them over. */
  delivers: boolean;
  /** Settles when the mail was handed over or was not; it never throws. Calls side by side are fine. */
  send(mail: Mail): Promise<Handed>;
  /** Lets go of what is kept open between mails. A mailer goes on working after it. */
  close(): Promise<void>;
};

export type MailState = "outbox" | "sending" | "accepted" | "failed";

/** Where mail is written down. */
export type MailLog = {
  /** A repeat changes nothing. */
  add(mail: {
    id: string;
    to: string;
    subject: string;
    text: string;
    html: string | null;
    state: MailState;
    createdAt: number;
  }): Promise<void>;
  settle(id: string, state: MailState): Promise<void>;
};

export const entryOf = (mail: Mail, state: MailState, keepBody: boolean) => ({
  id: mail.id,
  to: mail.to,
  subject: mail.subject,
  text: keepBody ? mail.text : "",
  html: keepBody ? mail.html : null,
  state,
  createdAt: mail.at,
});

/**
 * A mailer that writes down what it sends: `sending` is written before the hand-over, so that a crash
 * between leaves a trace (CONTRACTS, Mail). Bodies are not kept: they may hold a link that signs
 * somebody in.
 */
export function logged(log: MailLog, mailer: Mailer): Mailer {
  return {
    ...mailer,
    async send(mail) {
      if (mail.tracked) return mailer.send(mail);
      await log.add(entryOf(mail, "sending", false));
      const handed = await mailer.send(mail);
      if (handed !== "unknown")
        await log.settle(mail.id, handed === "accepted" ? "accepted" : "failed");
      // Single letters come seldom: no line waits for the next.
      await mailer.close();
      return handed;
    },
  };
}
