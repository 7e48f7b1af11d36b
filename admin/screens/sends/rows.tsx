import { Ellipsis } from "lucide";
import { useState } from "preact/hooks";
import type { Send } from "../../../domain/wire/sends.ts";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { useHref } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { count, rate } from "../../words/format.ts";
import { actionsOf } from "./actions.ts";
import { Discard } from "./discard.tsx";
import { useSegments } from "./use-segments.ts";
import { SEND_STATES, audienceWords, planWords, progressOf, progressWords } from "./words.ts";

/** One row a send; a card on a phone. */
export function SendTable({ items, reload }: { items: readonly Send[]; reload: () => void }) {
  const href = useHref();
  const segments = useSegments().data?.items;
  const { zone } = me.value.workspace;
  const now = Date.now();
  const [discarding, setDiscarding] = useState<Send>();
  return (
    <>
      {discarding && (
        <Discard send={discarding} onClose={() => setDiscarding(undefined)} onDone={reload} />
      )}
      <table class="send-list cards section">
        <caption class="sr">Sends, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Send</th>
            <th scope="col">State</th>
            <th scope="col">Who and when</th>
            <th scope="col">Progress</th>
            <th scope="col" class="num">
              Accepted
            </th>
            <th scope="col" class="num">
              Answered
            </th>
            <th scope="col" class="num">
              Suspect
            </th>
            {may("admin") && (
              <th scope="col">
                <span class="sr">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((send) => {
            const { accepted } = progressOf(send);
            return (
              <tr key={send.id}>
                <th scope="row">
                  <a
                    href={href(
                      `/app/sends/${send.id}${send.state === "draft" && may("admin") ? "/edit" : ""}`,
                    )}
                  >
                    {send.name}
                  </a>
                  <small>{send.surveyName}</small>
                </th>
                <td>
                  <SendStatus send={send} />
                </td>
                <td class="plan">
                  {capital(audienceWords(send.audience, segments))}
                  <small>{planWords(send.plan, zone, now)}</small>
                </td>
                <td class="progress">
                  <Progress send={send} />
                </td>
                <td class="num" data-label="Accepted">
                  {count(accepted)}
                </td>
                <td class="num" data-label="Answered">
                  {rate(send.answered, accepted) ?? "–"}
                </td>
                <td class="num" data-label="Suspect">
                  {rate(send.suspect, send.answered + send.suspect) ?? "–"}
                </td>
                {may("admin") && (
                  <td class="num">
                    <Menu
                      class="button bare"
                      label={`Actions for ${send.name}`}
                      items={actionsOf(send, reload, href, () => setDiscarding(send))}
                    >
                      <Icon of={Ellipsis} />
                    </Menu>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Where a send stands, as a dot and a word. */
export function SendStatus({ send }: { send: Pick<Send, "state"> }) {
  return <span class={`status ${send.state}`}>{SEND_STATES[send.state]}</span>;
}

/** How far a send is, as a bar and words. */
export function Progress({ send }: { send: Send }) {
  const { all, settled } = progressOf(send);
  return (
    <>
      <small>{progressWords(send)}</small>
      {all > 0 && (
        <div class="meter-bar" aria-hidden="true">
          <i style={{ width: `${(100 * settled) / all}%` }} />
        </div>
      )}
    </>
  );
}
