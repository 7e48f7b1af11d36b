import { useState } from "preact/hooks";
import type { Invitation, InvitationState, Send } from "../../../domain/wire/sends.ts";
import { mailApi } from "../../api/sends.ts";
import { Button } from "../../components/button.tsx";
import { Select } from "../../components/field.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt } from "../../state/toasts.ts";
import { when } from "../../words/dates.ts";
import { count, plural } from "../../words/format.ts";
import { INVITATION_STATES, invitationWords, reasonWords } from "./words.ts";

const isState = (text: string | undefined): text is InvitationState =>
  text !== undefined && Object.hasOwn(INVITATION_STATES, text);

/** Who was asked, one row each, narrowed by state. */
export function InvitationList({ send }: { send: Send }) {
  const [query, setQuery] = useQuery();
  const asked = query["state"];
  const state = isState(asked) ? asked : undefined;
  const scope = `invitations ${send.id} ${state ?? ""}`;
  const first = useResource(scope, "first", () => mailApi.invitations(send.id, state), {
    live: true,
  });
  const [older, setOlder] = useState<{
    scope: string;
    items: Invitation[];
    next: string | null;
  }>();
  const more = older?.scope === scope ? older : undefined;
  const known = new Set(first.data?.items.map(({ id }) => id));
  const items = [
    ...(first.data?.items ?? []),
    ...(more?.items ?? []).filter(({ id }) => !known.has(id)),
  ];
  const next = more ? more.next : (first.data?.next ?? null);
  const states = (Object.keys(INVITATION_STATES) as InvitationState[]).filter(
    (one) => one === state || (send.counts[one] ?? 0) > 0,
  );
  return (
    <section class="section" id="invitations">
      <header>
        <h2>Invitations</h2>
        <div class="end state-filter">
          <Select
            label="Invitations by state"
            hideLabel
            value={state ?? ""}
            options={[
              ["", "All states"],
              ...states.map(
                (one) =>
                  [one, `${INVITATION_STATES[one]}, ${count(send.counts[one] ?? 0)}`] as const,
              ),
            ]}
            onChange={(value) => setQuery({ state: value || undefined })}
          />
        </div>
      </header>
      {first.error !== undefined && <ErrorNote error={first.error} retry={first.reload} />}
      {!first.data && first.error === undefined && <Skeleton rows={4} />}
      {first.data && items.length === 0 && (
        <p class="quiet">
          {state === undefined
            ? "Nobody yet. People show here as soon as they are planned."
            : "No invitation is in this state."}
        </p>
      )}
      {items.length > 0 && <Table items={items} />}
      {next !== null && items.length > 0 && (
        <div class="actions">
          <Button
            onClick={() =>
              void attempt("More invitations did not load.", async () => {
                const page = await mailApi.invitations(send.id, state, next);
                setOlder({
                  scope,
                  items: [...(more?.items ?? []), ...page.items],
                  next: page.next,
                });
              })
            }
          >
            Show more
          </Button>
        </div>
      )}
    </section>
  );
}

function Table({ items }: { items: readonly Invitation[] }) {
  const href = useHref();
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <table class="invitations cards">
      <caption class="sr">Invitations</caption>
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">State</th>
          <th scope="col">When</th>
          <th scope="col" class="num">
            Answer
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              {one.person !== null ? (
                <a href={href(`/app/people/${encodeURIComponent(one.person)}`)}>
                  {one.email ?? one.person}
                </a>
              ) : (
                (one.email ?? <span class="quiet">Erased</span>)
              )}
              {one.email !== null && one.person !== null && one.person !== one.email && (
                <small>{one.person}</small>
              )}
            </th>
            <td>
              {invitationWords(one, now)}
              {one.reason && <small>{reasonWords(one.reason)}</small>}
            </td>
            <td>
              {timeWords(one, zone, now)}
              {one.reminders > 0 && <small>{plural(one.reminders, "reminder")}</small>}
            </td>
            <td class="num" data-label="Answer">
              {one.grade === null ? "–" : (one.score ?? "answered")}
              {one.grade !== null && <small> {one.grade}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** When an invitation went out, or when it will. */
function timeWords({ sentAt, dueAt, state }: Invitation, zone: string, now: number): string {
  if (sentAt !== null) return when(sentAt, zone, now);
  if (dueAt === null || state === "skipped" || state === "cancelled") return "–";
  return `due ${when(dueAt, zone, now)}`;
}
