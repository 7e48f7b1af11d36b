import { useState } from "preact/hooks";
import { mailApi } from "../../api/sends.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { me } from "../../state/me.ts";
import { reasonOf, toast } from "../../state/toasts.ts";
import { refusal } from "./refusal.ts";
import { useMailing } from "./use-mailing.ts";
import type { SendDraft } from "./use-send.ts";

/** Sends the mail as it is to one address; its links count nothing. */
export function TestSend({
  draft,
  language,
  onClose,
}: {
  draft: SendDraft;
  language: string;
  onClose: () => void;
}) {
  const mailing = useMailing().data;
  const [to, setTo] = useState(me.value.user.email);
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  const test = () =>
    run(async () => {
      if (!(await draft.flush())) {
        setProblem("The draft could not be saved, so no test was sent.");
        return;
      }
      try {
        await mailApi.testSend(draft.send.id, { to: to.trim(), language });
        toast(
          mailing?.kind === "outbox"
            ? `The test for ${to.trim()} waits in the outbox.`
            : `The test is on its way to ${to.trim()}.`,
        );
        onClose();
      } catch (error) {
        setProblem(`${reasonOf(refusal(error))} No test was sent.`);
      }
    });
  return (
    <Dialog
      title="Send a test"
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form="test-send" busy={busy}>
          Send the test
        </Button>
      }
    >
      <form
        id="test-send"
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void test();
        }}
      >
        <Field
          label="To"
          type="email"
          required
          value={to}
          error={problem}
          hint="The mail as it will look. Its links lead to the real page and count nothing."
          onInput={(event) => setTo(event.currentTarget.value)}
        />
        {mailing?.kind === "outbox" && (
          <p class="hint">
            Mail does not leave this installation: it waits in its <a href="/auth/outbox">outbox</a>
            .
          </p>
        )}
      </form>
    </Dialog>
  );
}
