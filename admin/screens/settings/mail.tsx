import "./mail.css";
import type { Mailing } from "../../../domain/wire/mail.ts";
import { ErrorNote, NoPermission, Skeleton } from "../../components/states.tsx";
import { may } from "../../state/me.ts";
import { count } from "../../words/format.ts";
import { useMailing } from "../sends/use-mailing.ts";
import { BounceIntake } from "./mail-bounces.tsx";
import { Records } from "./mail-records.tsx";
import { Sender } from "./mail-sender.tsx";
import { SuppressionList } from "./mail-suppressions.tsx";

/** Who mail comes from, whether it arrives, and who gets none. */
export function MailSettings() {
  const mailing = useMailing();
  if (!may("admin")) return <NoPermission />;
  if (!mailing.data) {
    return mailing.error === undefined ? (
      <Skeleton rows={6} />
    ) : (
      <ErrorNote error={mailing.error} retry={mailing.reload} />
    );
  }
  const { settings } = mailing.data;
  return (
    <>
      <Leaving mailing={mailing.data} />
      <Sender mailing={mailing.data} put={mailing.put} />
      {settings && <Records domain={settings.from.slice(settings.from.indexOf("@") + 1)} />}
      <BounceIntake />
      <SuppressionList />
    </>
  );
}

const WAYS: Record<Mailing["kind"], { title: string; about: string }> = {
  smtp: { title: "Over SMTP", about: "Mail is handed to the relay that MAIL_SMTP_URL names." },
  http: {
    title: "Through a provider’s API",
    about: "Mail is handed to the provider that MAIL_URL names.",
  },
  binding: {
    title: "Through Cloudflare’s send-email binding",
    about: "Mail is handed to the binding of the Worker.",
  },
  outbox: {
    title: "Into the outbox of this machine",
    about: "Nothing reaches people: mail waits where you can look at it.",
  },
  none: {
    title: "Not at all",
    about:
      "No mailer is set up, so mail cannot be handed over. The operator sets one of SMTP, a provider’s API or the binding.",
  },
};

function Leaving({ mailing }: { mailing: Mailing }) {
  const { kind, delivers, today } = mailing;
  const way = WAYS[kind];
  return (
    <section class="section">
      <h2>How mail leaves</h2>
      <p class="way">
        <span class={`status ${delivers ? "live" : kind === "outbox" ? "paused" : "failed"}`}>
          <b>{way.title}</b>
        </span>
      </p>
      <p class="lede">
        {way.about} {kind === "outbox" && <a href="/auth/outbox">Open the outbox</a>}
      </p>
      <dl class="facts">
        <div>
          <dt>Sent today</dt>
          <dd>
            {count(today.sent)}
            {today.cap !== null && <small> of at most {count(today.cap)}</small>}
          </dd>
        </div>
      </dl>
    </section>
  );
}
