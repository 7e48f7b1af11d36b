import type { PersonDetail } from "../../../domain/wire/people.ts";
import type { InvitationState } from "../../../domain/wire/sends.ts";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { when } from "../../words/dates.ts";
import { INVITATION_STATES, reasonWords } from "../sends/words.ts";

type Invitation = PersonDetail["invitations"][number];

/** Each time somebody meant to ask, and what became of it. */
export function Invitations({ items }: { items: PersonDetail["invitations"] }) {
  const href = useHref();
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <section class="section">
      <header>
        <h2>Invitations by mail</h2>
      </header>
      {items.length === 0 ? (
        <p class="none">Nobody has invited them yet.</p>
      ) : (
        <table class="invitations cards">
          <caption class="sr">Invitations, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Survey</th>
              <th scope="col">State</th>
              <th scope="col" class="num">
                When
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.send ? (
                    <a href={href(`/app/sends/${one.send}`)}>{one.surveyName}</a>
                  ) : (
                    one.surveyName
                  )}
                </th>
                <td>{stateWords(one)}</td>
                <td class="num">{timeWords(one, zone, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function stateWords({ state, reason }: Invitation): string {
  const words = Object.hasOwn(INVITATION_STATES, state)
    ? INVITATION_STATES[state as InvitationState]
    : state;
  return reason
    ? `${words}: ${reasonWords(reason).replace(/^[A-Z](?=[a-z])/u, (c) => c.toLowerCase())}`
    : words;
}

function timeWords({ at, dueAt, sentAt }: Invitation, zone: string, now: number): string {
  if (sentAt !== null) return when(sentAt, zone, now);
  return dueAt !== null && dueAt > now ? `due ${when(dueAt, zone, now)}` : when(at, zone, now);
}
