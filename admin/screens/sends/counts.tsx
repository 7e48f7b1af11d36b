import type { InvitationState, Send } from "../../../domain/wire/sends.ts";
import { useQuery, withQuery } from "../../state/location.ts";
import { count, listed } from "../../words/format.ts";
import {
  ABOUT_STATES,
  INVITATION_STATES,
  progressOf,
  progressWords,
  reasonWords,
} from "./words.ts";

/** Invitations by state, a bar, and why some were not mailed. */
export function Counts({ send }: { send: Send }) {
  const [query] = useQuery();
  const { all, settled } = progressOf(send);
  const states = (Object.keys(INVITATION_STATES) as InvitationState[]).filter(
    (state) => (send.counts[state] ?? 0) > 0,
  );
  const reasons = Object.entries(send.reasons).toSorted(([, a], [, b]) => b - a);
  if (send.state === "draft") return null;
  return (
    <section class="section">
      <header>
        <h2>Progress</h2>
        <small class="end">{progressWords(send)}</small>
      </header>
      <div class="meter-bar" aria-hidden="true">
        <i style={{ width: `${all === 0 ? 0 : (100 * settled) / all}%` }} />
      </div>
      {states.length > 0 && (
        <dl class="send-states">
          {states.map((state) => (
            <div key={state} class={state}>
              <dt>{INVITATION_STATES[state]}</dt>
              <dd>
                <a
                  href={`${withQuery(`/app/sends/${send.id}`, query, { state })}#invitations`}
                  aria-label={`${INVITATION_STATES[state]}: ${count(send.counts[state] ?? 0)}, show them`}
                >
                  {count(send.counts[state] ?? 0)}
                </a>
                <small>
                  {state === "accepted" && send.delivered > 0
                    ? `${count(send.delivered)} of them delivered`
                    : ABOUT_STATES[state]}
                </small>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {reasons.length > 0 && (
        <p class="reasons">
          <span class="quiet">Not mailed: </span>
          {listed(reasons.map(([reason, n]) => `${count(n)} ${lower(reasonWords(reason))}`))}.
        </p>
      )}
      <p class="quiet">
        Accepted is called delivered once 72 hours have passed and nothing came back, by whole days.
      </p>
    </section>
  );
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
