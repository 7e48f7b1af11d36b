import { Search } from "lucide";
import { useState } from "preact/hooks";
import type { Suppressions, SuppressionReason } from "../../../domain/wire/people.ts";
import { mailApi } from "../../api/sends.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { me } from "../../state/me.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { attempt, reasonOf, toast } from "../../state/toasts.ts";
import { dateOf } from "../../words/dates.ts";
import { count } from "../../words/format.ts";
import { SuppressImport } from "./mail-suppress-import.tsx";

const REASONS: Record<SuppressionReason, string> = {
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Marked as spam",
  imported: "Imported",
  erased: "Erased",
};
/** The rest is the person's own word. */
const LIFTABLE: ReadonlySet<SuppressionReason> = new Set(["imported", "bounced"]);
/** More are not counted. */
const MOST_COUNTED = 4_000;

/** Addresses that get no mail: how many, whether one is among them, and more of them. */
export function SuppressionList() {
  const list = useResource("suppressions", "counts", () => mailApi.suppressions());
  const all = Object.values(list.data?.counts ?? {}).reduce((sum, n) => sum + n, 0);
  return (
    <section class="section">
      <h2>Suppressed addresses</h2>
      <p class="lede">
        They get no mail, whoever imports them. Only keyed hashes are kept, so the list cannot be
        read, but an address can be looked up.
      </p>
      {list.error !== undefined && <ErrorNote error={list.error} retry={list.reload} />}
      {!list.data && list.error === undefined && <Skeleton rows={1} />}
      {list.data && (
        <>
          <dl class="facts suppressed">
            {(Object.keys(REASONS) as SuppressionReason[]).map((reason) => (
              <div key={reason}>
                <dt>{REASONS[reason]}</dt>
                <dd>{count(list.data?.counts[reason] ?? 0)}</dd>
              </div>
            ))}
          </dl>
          {all >= MOST_COUNTED && <small>Only the first {count(MOST_COUNTED)} are counted.</small>}
        </>
      )}
      <LookUp list={list} />
      <SuppressImport onDone={list.reload} />
    </section>
  );
}

function LookUp({ list }: { list: Resource<Suppressions> }) {
  const [email, setEmail] = useState("");
  const [found, setFound] = useState<{ email: string; is: Suppressions["found"] }>();
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  const look = () =>
    run(async () => {
      try {
        const asked = email.trim();
        const { found: is } = await mailApi.suppressions(asked);
        setFound({ email: asked, is });
        setProblem(undefined);
      } catch (error) {
        setProblem(reasonOf(error));
      }
    });
  const lift = (asked: string) =>
    attempt("The address is still suppressed.", async () => {
      await mailApi.lift(asked);
      setFound({ email: asked, is: null });
      list.reload();
      toast(`${asked} may get mail again.`, async () => {
        await mailApi.suppress([asked]);
        setFound(undefined);
        list.reload();
      });
    });
  return (
    <>
      <form
        class="add-row narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (email.trim() !== "") void look();
        }}
      >
        <Field
          label="Look an address up"
          type="email"
          autoComplete="off"
          value={email}
          error={problem}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" icon={Search} busy={busy}>
          Look up
        </Button>
      </form>
      <div role="status" class="found-one">
        {found && <Found {...found} lift={() => void lift(found.email)} />}
      </div>
    </>
  );
}

function Found({
  email,
  is,
  lift,
}: {
  email: string;
  is: Suppressions["found"];
  lift: () => void;
}) {
  if (!is) {
    return (
      <span class="status live">
        <span>{email} is not suppressed.</span>
      </span>
    );
  }
  return (
    <>
      <span class="status paused">
        <span>
          {email} gets no mail since {dateOf(is.at, me.value.workspace.zone, Date.now())}:{" "}
          {REASONS[is.reason].toLowerCase()}.
        </span>
      </span>{" "}
      {LIFTABLE.has(is.reason) ? (
        <Button kind="bare" onClick={lift}>
          Let mail through again
        </Button>
      ) : (
        <small>It is their own word, so it stays.</small>
      )}
    </>
  );
}
