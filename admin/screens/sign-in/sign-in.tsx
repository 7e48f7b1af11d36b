import { MailCheck } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { Icon } from "../../components/icon.tsx";
import { reasonOf } from "../../state/toasts.ts";

const local = () => ["127.0.0.1", "localhost"].includes(location.hostname);

/** Signing in: an address, then a link in the mail. */
export function SignIn() {
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  useEffect(() => {
    document.title = "Sign in · Verbatim";
  }, []);
  const ask = () =>
    run(async () => {
      try {
        await api.signIn(email);
        setProblem(undefined);
        setSent(true);
      } catch (error) {
        setProblem(`${reasonOf(error)} No mail was sent.`);
      }
    });
  return (
    <main class="alone">
      <div class="brand">
        <span class="logo" aria-hidden="true">
          ”
        </span>
        Verbatim
      </div>
      {sent ? (
        <section class="card" role="status">
          <h1>
            <Icon of={MailCheck} />
            Check your mail
          </h1>
          <p>
            If <b>{email}</b> belongs to a member, a link is on its way. It works once.
          </p>
          {local() && (
            <p class="hint">
              This machine sends no mail. The link waits in the <a href="/auth/outbox">outbox</a>.
            </p>
          )}
          <Button kind="bare" onClick={() => setSent(false)}>
            Use another address
          </Button>
        </section>
      ) : (
        <form
          class="card form"
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          <h1>Sign in</h1>
          <Field
            label="Your e-mail address"
            type="email"
            name="email"
            autocomplete="email"
            required
            autofocus
            value={email}
            error={problem}
            hint="We send you a link. There is no password."
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
          <Button kind="primary" type="submit" busy={busy}>
            Send me a link
          </Button>
        </form>
      )}
    </main>
  );
}
