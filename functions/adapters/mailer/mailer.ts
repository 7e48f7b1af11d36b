/** One mail. `text` and `html` say the same. */
export type Mail = {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  at: number;
};

/** Hands mail over. */
export type Mailer = {
  /** Whether mail reaches people: without it, links are shown to whoever may hand them over. */
  delivers: boolean;
  /** Settles when the mail was handed over or has failed; it never throws. */
  send(mail: Mail): Promise<void>;
};

export type MailState = "outbox" | "sending" | "accepted" | "failed";

/** Where mail is written down. */
export type MailLog = {
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
