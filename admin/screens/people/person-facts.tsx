import { MailX, MailCheck } from "lucide";
import type { PersonDetail } from "../../../domain/wire/people.ts";
import { peopleApi } from "../../api/people.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { may, me } from "../../state/me.ts";
import { attempt, toast } from "../../state/toasts.ts";
import { dateOf, moment } from "../../words/dates.ts";
import { attributeName, languageName } from "../../words/names.ts";
import {
  CONSENTS,
  SOURCES,
  SUBSCRIPTIONS,
  SUPPRESSIONS,
  metricOf,
  restWords,
  valueWords,
} from "./words.ts";

function List({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl class="provenance">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The address, whether it gets mail and why not, consent with its date. */
export function Mail({ person, reload }: { person: PersonDetail; reload: () => void }) {
  const { zone } = me.value.workspace;
  const now = Date.now();
  const { email, subscription, consent, consentAt, suppressed } = person;
  const agreed =
    consentAt === null
      ? CONSENTS[consent]
      : `${CONSENTS[consent]}, ${dateOf(consentAt, zone, now)}`;
  return (
    <section class="section">
      <header>
        <h2>Mail</h2>
      </header>
      <List
        facts={[
          ["Address", email ?? "None"],
          ["Subscription", SUBSCRIPTIONS[subscription]],
          ...(suppressed && suppressed !== subscription
            ? [["Suppressed", capital(SUPPRESSIONS[suppressed])] as const]
            : []),
          ["Consent", agreed],
        ]}
      />
      {may("admin") && email !== null && <Subscription person={person} reload={reload} />}
    </section>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Stops mail to the person, and takes that back. Who said no themselves is not subscribed from here. */
function Subscription({ person, reload }: { person: PersonDetail; reload: () => void }) {
  const [busy, run] = useBusy();
  const { subscription, person: id } = person;
  const name = person.email ?? id;
  const set = (to: "subscribed" | "unsubscribed") => peopleApi.change(id, { subscription: to });
  const change = (to: "subscribed" | "unsubscribed", done: string) =>
    run(() =>
      attempt("The subscription is as it was.", async () => {
        await set(to);
        reload();
        const back = to === "subscribed" ? "unsubscribed" : "subscribed";
        toast(done, () => set(back).then(reload));
      }),
    );
  if (subscription === "subscribed") {
    return (
      <div class="actions section-actions">
        <Button
          icon={MailX}
          busy={busy}
          onClick={() => void change("unsubscribed", `${name} gets no mail any more.`)}
        >
          Unsubscribe
        </Button>
      </div>
    );
  }
  if (subscription !== "unsubscribed") return null;
  return (
    <div class="actions section-actions">
      <Button
        icon={MailCheck}
        busy={busy}
        onClick={() => void change("subscribed", `${name} may get mail again.`)}
      >
        Subscribe again
      </Button>
      <small>Only where the person asked for it.</small>
    </div>
  );
}

/** Why the person is left alone now, and until when. */
export function Rests({ rests, answers }: Pick<PersonDetail, "rests" | "answers">) {
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <section class="section">
      <header>
        <h2>Rest</h2>
      </header>
      {rests.length === 0 ? (
        <p class="none">Nothing keeps a survey from asking them now.</p>
      ) : (
        <ul class="rests">
          {rests.map((rest) => (
            <li key={`${rest.survey} ${rest.of} ${rest.what}`}>
              <b>Until {dateOf(rest.until, zone, now)}</b>
              <span>{restWords(rest, metricOf(answers, rest.survey))}.</span>
              <small>{dateOf(rest.at, zone, now)}</small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is known of the person, and since when. */
export function Facts({ person }: { person: PersonDetail }) {
  const { zone } = me.value.workspace;
  const { attributes, language, source, createdAt, updatedAt } = person;
  return (
    <section class="section">
      <header>
        <h2>Who they are</h2>
      </header>
      <List
        facts={[
          ["Person id", person.person],
          ...(language ? [["Language", languageName(language)] as const] : []),
          ...Object.entries(attributes)
            .toSorted(([a], [b]) => a.localeCompare(b))
            .map(([name, value]) => [attributeName(name), valueWords(value)] as const),
          ["Came from", SOURCES[source]],
          ["Known since", moment(createdAt, zone)],
          ["Updated", moment(updatedAt, zone)],
        ]}
      />
    </section>
  );
}
