import "./sends.css";
import { Ellipsis, Pause, PenLine, Play } from "lucide";
import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import type { Send } from "../../../domain/wire/sends.ts";
import { mailApi } from "../../api/sends.ts";
import { Button, ButtonLink } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { dateOf } from "../../words/dates.ts";
import { count, percent, plural, rate } from "../../words/format.ts";
import { actionsOf, moveSend } from "./actions.ts";
import { Counts } from "./counts.tsx";
import { Discard } from "./discard.tsx";
import { SendScreen } from "./frame.tsx";
import { InvitationList } from "./invitations.tsx";
import { Leftovers } from "./leftovers.tsx";
import { Outlook } from "./outlook.tsx";
import { SendStatus } from "./rows.tsx";
import { useSegments } from "./use-segments.ts";
import { audienceWords, planWords, progressOf, reminderWords } from "./words.ts";

/** One send: how far it is, what came of it, what is left over, what comes next. */
export default function SendPage() {
  const { id = "" } = useRoute().params;
  const send = useResource(`send ${id}`, "page", () => mailApi.send(id), { live: true });
  if (!send.data) {
    return (
      <SendScreen title="Send" name="Send">
        {send.error === undefined ? (
          <Skeleton rows={8} />
        ) : (
          <ErrorNote error={send.error} retry={send.reload} />
        )}
      </SendScreen>
    );
  }
  return <Page send={send.data} resource={send} />;
}

function Page({ send, resource }: { send: Send; resource: Resource<Send> }) {
  const href = useHref();
  const segments = useSegments().data?.items;
  const { zone } = me.value.workspace;
  const now = Date.now();
  const reminders = reminderWords(send.reminders);
  const who = audienceWords(send.audience, segments);
  return (
    <SendScreen
      title={send.name}
      name={send.name}
      beside={<SendStatus send={send} />}
      end={may("admin") && <Actions send={send} put={resource.put} />}
    >
      <p class="lede answer">
        {headOf(send)} Asks {who} with{" "}
        <a href={href(`/app/surveys/${send.survey}`)}>{send.surveyName}</a>,{" "}
        {planWords(send.plan, zone, now)}
        {reminders && `, with ${reminders}`}. Made {dateOf(send.createdAt, zone, now)}.
      </p>
      <Counts send={send} />
      <Leftovers send={send} put={resource.put} />
      <Came send={send} />
      {(send.state === "live" || send.state === "paused") && (
        <section class="section outlook">
          <Outlook id={send.id} turn={`${send.updatedAt} ${send.state}`} title={nextTitle(send)} />
        </section>
      )}
      {send.state !== "draft" && <InvitationList send={send} />}
    </SendScreen>
  );
}

const nextTitle = ({ state }: Send) =>
  state === "paused" ? "The next fortnight, once it is resumed" : "The next fortnight";

/** The answer of the page in one sentence. */
function headOf(send: Send): string {
  const { all, settled, accepted } = progressOf(send);
  if (send.state === "draft") return "Not started: nothing goes out yet.";
  if (send.state === "paused") return `Paused after ${plural(settled, "person", "people")}.`;
  if (all === 0) return send.enrolling ? "Looking for the first people." : "Nobody was asked yet.";
  const answered = rate(send.answered, accepted);
  const sent = `${count(accepted)} of ${count(all)} ${accepted === 1 ? "was" : "were"} accepted by the mailer`;
  return answered ? `${sent}, and ${answered} of them answered.` : `${sent}.`;
}

function Actions({ send, put }: { send: Send; put: (send: Send) => void }) {
  const href = useHref();
  const { state } = send;
  const [discarding, setDiscarding] = useState(false);
  const move = (to: "live" | "paused") => () => void moveSend(send, to, put);
  return (
    <>
      {discarding && <Discard send={send} onClose={() => setDiscarding(false)} onDone={put} />}
      {state === "draft" && (
        <ButtonLink kind="primary" icon={PenLine} href={href(`/app/sends/${send.id}/edit`)}>
          Go on writing
        </ButtonLink>
      )}
      {state === "live" && (
        <Button icon={Pause} onClick={move("paused")}>
          Pause
        </Button>
      )}
      {state === "paused" && (
        <Button kind="primary" icon={Play} onClick={move("live")}>
          Resume
        </Button>
      )}
      {state !== "done" && state !== "cancelled" && (
        <Menu
          label={`More actions for ${send.name}`}
          items={actionsOf(send, put, href, () => setDiscarding(true)).filter(
            (item) => item && item.words !== "Pause" && item.words !== "Resume",
          )}
        >
          <Icon of={Ellipsis} />
        </Menu>
      )}
    </>
  );
}

/** What people answered, beside what may have been machines. */
function Came({ send }: { send: Send }) {
  const href = useHref();
  const { accepted } = progressOf(send);
  if (accepted === 0) return null;
  const votes = send.answered + send.suspect;
  return (
    <section class="section">
      <h2>What came back</h2>
      <dl class="stats came">
        <div>
          <dt>Answered</dt>
          <dd>
            <b>{count(send.answered)}</b>
            <small>{percent(send.answered / accepted)} of accepted</small>
          </dd>
        </div>
        <div>
          <dt>Suspect, not counted</dt>
          <dd>
            <b>{count(send.suspect)}</b>
            <small>
              {votes > 0 ? `${percent(send.suspect / votes)} of votes` : "no votes yet"}
            </small>
          </dd>
        </div>
        <div>
          <dt>Bounced</dt>
          <dd>
            <b>{count(send.counts.bounced ?? 0)}</b>
            <small>{percent((send.counts.bounced ?? 0) / accepted)} of accepted</small>
          </dd>
        </div>
      </dl>
      <p class="came-links">
        <a href={href(`/app/surveys/${send.survey}`)}>Results of {send.surveyName}</a>{" "}
        <a href={href("/app/responses/tray", { survey: send.survey, state: "suspect" })}>
          Suspect votes in the tray
        </a>
      </p>
      <p class="quiet">
        Opens are not told: pictures are fetched by machines as often as by people.
      </p>
    </section>
  );
}
