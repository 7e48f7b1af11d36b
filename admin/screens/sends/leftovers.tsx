import { useState } from "preact/hooks";
import type { Invitation, Send } from "../../../domain/wire/sends.ts";
import { mailApi } from "../../api/sends.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt, toast } from "../../state/toasts.ts";
import { when } from "../../words/dates.ts";
import { count, plural } from "../../words/format.ts";

/** As many as one order may name. */
const STEP = 200;
const SHOWN = 5;

/** Mail of which nobody knows whether it went out: left as it is, or sent again by somebody's word. */
export function Leftovers({ send, put }: { send: Send; put: (send: Send) => void }) {
  const n = send.counts.unknown ?? 0;
  const list = useResource(`unknown ${send.id}`, n > 0 ? String(n) : null, () =>
    mailApi.invitations(send.id, "unknown"),
  );
  const [asking, setAsking] = useState(false);
  const [busy, run] = useBusy();
  if (n === 0) return null;
  const one = n === 1;
  const settle = (as: "accepted" | "again") =>
    run(() =>
      attempt("Nothing was decided.", async () => {
        let done = 0;
        let next: string | null = null;
        let latest: Send | undefined;
        // What is settled leaves the list: its first page is always what remains.
        do {
          const page = await mailApi.invitations(send.id, "unknown");
          const ids = page.items.slice(0, STEP).map(({ id }) => id);
          if (ids.length === 0) break;
          latest = await mailApi.settle(send.id, { ids, as });
          done += ids.length;
          next = page.next;
        } while (next !== null);
        if (latest) put(latest);
        toast(
          as === "again"
            ? `${plural(done, "mail")} ${done === 1 ? "goes" : "go"} out again as planned.`
            : `${plural(done, "mail")} ${done === 1 ? "counts" : "count"} as accepted.`,
        );
        setAsking(false);
      }),
    );
  return (
    <section class="section leftovers">
      <h2>{plural(n, "mail")} left over</h2>
      <p class="lede">
        We stopped between handing {one ? "it" : "them"} over and hearing what the mailer said.
        Nobody knows whether {one ? "it" : "they"} went out, so {one ? "it is" : "they are"} not
        sent again by {one ? "itself" : "themselves"}. Look at your mailer’s log if you can.
      </p>
      {list.error !== undefined && <ErrorNote error={list.error} retry={list.reload} />}
      {!list.data && list.error === undefined && <Skeleton rows={2} height={40} />}
      {list.data && <Some items={list.data.items} n={n} />}
      {may("admin") && (
        <div class="actions">
          <Button busy={busy} onClick={() => void settle("accepted")}>
            Leave {one ? "it" : "them"}: count as accepted
          </Button>
          <Button busy={busy} onClick={() => setAsking(true)}>
            Send again…
          </Button>
        </div>
      )}
      {asking && (
        <Dialog
          title={`Send ${plural(n, "mail")} again?`}
          onClose={() => setAsking(false)}
          actions={
            <Button kind="primary" busy={busy} onClick={() => void settle("again")}>
              Send again
            </Button>
          }
        >
          <p>
            For some of them it may be the second time. Their links stay the same, so nobody is
            counted twice. This cannot be undone once they are out.
          </p>
        </Dialog>
      )}
    </section>
  );
}

function Some({ items, n }: { items: readonly Invitation[]; n: number }) {
  const { zone } = me.value.workspace;
  const now = Date.now();
  const more = n - Math.min(SHOWN, items.length);
  return (
    <ul class="plain-list narrow">
      {items.slice(0, SHOWN).map((one) => (
        <li key={one.id}>
          <span>{one.email ?? one.person ?? "No address shown"}</span>
          {one.sentAt !== null && <small>{when(one.sentAt, zone, now)}</small>}
        </li>
      ))}
      {more > 0 && <li class="quiet">and {count(more)} more</li>}
    </ul>
  );
}
