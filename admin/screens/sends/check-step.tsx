import { Play, Send as SendIcon } from "lucide";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { toast } from "../../state/toasts.ts";
import { plainWords, wordsIn } from "../build/words.ts";
import { moveSend } from "./actions.ts";
import { OutlookSection } from "./outlook.tsx";
import type { Step } from "./problems.ts";
import { problemOf } from "./problems.ts";
import { summaryOf } from "./summary.ts";
import { TestSend } from "./test-send.tsx";
import { useMailing } from "./use-mailing.ts";
import { useReach } from "./use-reach.ts";
import { useSegments } from "./use-segments.ts";
import type { SendDraft } from "./use-send.ts";
import { audienceWords } from "./words.ts";

/** Last step: what Start will do, in sentences, and what still stands in its way. */
export function CheckStep({
  draft,
  survey,
  to,
}: {
  draft: SendDraft;
  survey: Survey;
  to: (step: Step) => string;
}) {
  const { content, send } = draft;
  const { route } = useLocation();
  const href = useHref();
  const mailing = useMailing();
  const reach = useReach(content.audience);
  const segments = useSegments().data?.items;
  const [testing, setTesting] = useState(false);
  const [busy, run] = useBusy();
  const own = (survey.published ?? survey.draft).language;
  const problem = problemOf(content);
  const sentences = summaryOf(content, {
    who: audienceWords(content.audience, segments),
    reach: reach.data,
    settings: mailing.data?.settings ?? null,
    cap: mailing.data?.today.cap ?? null,
    survey: survey.name,
    subject: plainWords(wordsIn(content.letter.subject, own, own), []),
    zone: me.value.workspace.zone,
    now: Date.now(),
  });
  const blocked: { text: string; to: string; action: string }[] = [
    ...(problem ? [{ text: problem.text, to: to(problem.step), action: "Mend it" }] : []),
    ...(survey.state === "live"
      ? []
      : [
          {
            text: "The survey is not live, so nobody would be asked.",
            to: href("/app/surveys"),
            action: "Surveys",
          },
        ]),
    ...(mailing.data && mailing.data.settings === null
      ? [
          {
            text: "No sender is set: who the mail comes from, and the address in its footer.",
            to: href("/app/settings/mail"),
            action: "Set the sender",
          },
        ]
      : []),
  ];
  const start = () =>
    run(async () => {
      if (!(await draft.flush())) {
        toast("The draft could not be saved, so nothing was started.");
        return;
      }
      await moveSend(send, "live", (next) => {
        draft.adopt(next);
        route(href(`/app/sends/${send.id}`));
      });
    });
  if (mailing.error !== undefined)
    return <ErrorNote error={mailing.error} retry={mailing.reload} />;
  if (!mailing.data) return <Skeleton rows={4} />;
  return (
    <div class="step form section">
      <section class="summary" aria-label="What will happen">
        {sentences.map((text, i) => (
          <p key={i} class={i === 0 ? "first" : "quiet-line"}>
            {text}
          </p>
        ))}
        {!mailing.data.delivers && (
          <p class="hint">
            Mail does not leave this installation: it waits in its <a href="/auth/outbox">outbox</a>{" "}
            and reaches nobody.
          </p>
        )}
      </section>
      {blocked.length > 0 && (
        <ul class="needs" aria-label="Before it can start">
          {blocked.map((one) => (
            <li key={one.text}>
              <span class="status failed">{one.text}</span> <a href={one.to}>{one.action}</a>
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        {send.state === "draft" && (
          <Button
            kind="primary"
            icon={Play}
            busy={busy}
            aria-disabled={blocked.length > 0}
            onClick={() => blocked.length === 0 && void start()}
          >
            Start
          </Button>
        )}
        <Button icon={SendIcon} onClick={() => setTesting(true)}>
          Send me a test
        </Button>
      </div>
      <OutlookSection draft={draft} />
      {testing && <TestSend draft={draft} language={own} onClose={() => setTesting(false)} />}
    </div>
  );
}
