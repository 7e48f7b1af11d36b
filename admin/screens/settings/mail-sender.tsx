import { useState } from "preact/hooks";
import * as v from "valibot";
import { type Mailing, MailSettings } from "../../../domain/wire/mail.ts";
import { dayOf, dayText } from "../../../domain/time/days.ts";
import { ApiError } from "../../api/client.ts";
import { mailApi } from "../../api/sends.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Check, Field, TextArea } from "../../components/field.tsx";
import { me } from "../../state/me.ts";
import { reasonOf, toast } from "../../state/toasts.ts";
import { NumberField } from "../build/number-field.tsx";
import { type SenderForm, formOf, senderProblems, settingsOf } from "./mail-form.ts";

/** Name, address, footer, daily cap and warm-up of the workspace's mail. */
export function Sender({ mailing, put }: { mailing: Mailing; put: (mailing: Mailing) => void }) {
  const { zone, name } = me.value.workspace;
  const today = dayText(dayOf(Date.now(), zone));
  const before = mailing.settings;
  const [form, setForm] = useState<SenderForm>(() => formOf(before, name));
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<{ field?: string; text: string }>();
  const [busy, run] = useBusy();
  const problems = tried ? senderProblems(form) : {};
  const set = (part: Partial<SenderForm>) => setForm({ ...form, ...part });
  const save = () =>
    run(async () => {
      setTried(true);
      setRefused(undefined);
      const parsed = v.safeParse(MailSettings, settingsOf(form));
      if (!parsed.success) return;
      try {
        put(await mailApi.saveMailing(parsed.output));
        toast("The sender is saved.", before ? () => back(before) : undefined);
      } catch (error) {
        const [field, text] =
          error instanceof ApiError ? (Object.entries(error.fields)[0] ?? []) : [];
        setRefused({
          ...(field !== undefined && { field }),
          text: text ?? `${reasonOf(error)} Nothing was changed.`,
        });
      }
    });
  const back = async (settings: MailSettings) => {
    put(await mailApi.saveMailing(settings));
    setForm(formOf(settings, name));
  };
  const wrong = (field: keyof SenderForm) =>
    problems[field] ?? (refused?.field === field ? refused.text : undefined);
  const text = (field: "fromName" | "from" | "replyTo" | "selectors" | "spf") => ({
    value: form[field],
    error: wrong(field),
    onInput: (event: { currentTarget: { value: string } }) =>
      set({ [field]: event.currentTarget.value }),
  });
  return (
    <section class="section">
      <h2>Sender</h2>
      <p class="lede">Holds for all mail to people from this workspace.</p>
      <form
        class="form narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label="From, name"
          maxLength={80}
          autoComplete="organization"
          {...text("fromName")}
        />
        <Field
          label="From, address"
          type="email"
          autoComplete="off"
          hint="Of a domain that you own: its records stand below."
          {...text("from")}
        />
        <Field
          label="Answers go to"
          type="email"
          autoComplete="off"
          hint="Empty: to the address above."
          {...text("replyTo")}
        />
        <TextArea
          label="Postal address"
          rows={3}
          maxLength={300}
          value={form.address}
          error={wrong("address")}
          hint="Stands in the footer. The law of most countries asks for it."
          onInput={(event) => set({ address: event.currentTarget.value })}
        />
        <fieldset class="form">
          <legend class="label">How much</legend>
          <NumberField
            label="Mails a day at most"
            value={form.dailyCap}
            min={1}
            max={1_000_000}
            hint="Reminders count, too. What does not fit waits for the next day."
            onChange={(dailyCap) => dailyCap !== undefined && set({ dailyCap })}
          />
          <Check
            label="Warm up a new domain"
            hint="Begins with 50 a day and grows by half each day up to the cap, so that mail hosts come to trust it."
            checked={form.warmUp !== ""}
            onChange={(checked) => set({ warmUp: checked ? (before?.warmUp ?? today) : "" })}
          />
          {form.warmUp !== "" && (
            <Field
              label="First day"
              type="date"
              value={form.warmUp}
              error={wrong("warmUp")}
              onInput={(event) => set({ warmUp: event.currentTarget.value || today })}
            />
          )}
        </fieldset>
        <div class="pair">
          <Field
            label="DKIM selectors"
            autoComplete="off"
            spellcheck={false}
            placeholder="s1, s2"
            hint="As your relay names them."
            {...text("selectors")}
          />
          <Field
            label="SPF host of the relay"
            autoComplete="off"
            spellcheck={false}
            placeholder="spf.relay.example"
            hint="What your relay asks you to include."
            {...text("spf")}
          />
        </div>
        {refused && refused.field === undefined && (
          <p class="problem" role="alert">
            {refused.text}
          </p>
        )}
        <div class="actions">
          <Button kind="primary" type="submit" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </section>
  );
}
