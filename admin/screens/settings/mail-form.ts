import * as v from "valibot";
import { MailSettings } from "../../../domain/wire/mail.ts";

/** The sender as it is typed; "" stands for what is left out. */
export type SenderForm = {
  fromName: string;
  from: string;
  replyTo: string;
  address: string;
  dailyCap: number;
  warmUp: string;
  /** Parted by commas or spaces. */
  selectors: string;
  spf: string;
};

const FIRST_CAP = 2000;

/** What the form begins with. @param name what stands as the sender's name where none is set */
export function formOf(settings: MailSettings | null, name: string): SenderForm {
  return {
    fromName: settings?.fromName ?? name,
    from: settings?.from ?? "",
    replyTo: settings?.replyTo ?? "",
    address: settings?.address ?? "",
    dailyCap: settings?.dailyCap ?? FIRST_CAP,
    warmUp: settings?.warmUp ?? "",
    selectors: (settings?.selectors ?? []).join(", "),
    spf: settings?.spf ?? "",
  };
}

/** What is saved of a form. */
export function settingsOf(form: SenderForm): v.InferInput<typeof MailSettings> {
  const selectors = form.selectors.split(/[\s,]+/u).filter(Boolean);
  const [replyTo, spf] = [form.replyTo.trim(), form.spf.trim()];
  return {
    fromName: form.fromName,
    from: form.from,
    address: form.address,
    dailyCap: form.dailyCap,
    ...(replyTo && { replyTo }),
    ...(form.warmUp && { warmUp: form.warmUp }),
    ...(selectors.length > 0 && { selectors }),
    ...(spf && { spf }),
  };
}

const SAYS: Record<keyof SenderForm, string> = {
  fromName: "People need to see who writes.",
  from: "An address like hello@example.com.",
  replyTo: "An address like hello@example.com, or empty.",
  address: "At least five letters.",
  dailyCap: "A whole number from 1 to 1,000,000.",
  warmUp: "A day.",
  selectors: "At most four names of letters, digits, dots and dashes.",
  spf: "A host name, like spf.relay.example.",
};

/** What is wrong with a form, by field. */
export function senderProblems(form: SenderForm): Partial<Record<keyof SenderForm, string>> {
  const parsed = v.safeParse(MailSettings, settingsOf(form));
  if (parsed.success) return {};
  const fields = parsed.issues.map(({ path }) => path?.[0]?.key as keyof SenderForm | undefined);
  return Object.fromEntries(
    fields.filter((field) => field !== undefined).map((field) => [field, SAYS[field]]),
  );
}
