import { RotateCw } from "lucide";
import type { Deliverability, DnsRecord } from "../../../domain/wire/mail.ts";
import { mailApi } from "../../api/sends.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Copy } from "../../components/copy.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt } from "../../state/toasts.ts";
import { when } from "../../words/dates.ts";
import { plural } from "../../words/format.ts";

const NAMES: Record<DnsRecord["what"], string> = {
  spf: "SPF",
  dkim: "DKIM",
  dmarc: "DMARC",
  mx: "MX",
};
const ABOUT: Record<DnsRecord["what"], string> = {
  spf: "Which servers may send for the domain.",
  dkim: "The key that mail is signed with.",
  dmarc: "What hosts do with mail that neither of the two vouches for.",
  mx: "Where answers and bounces go.",
};
const STATES: Record<DnsRecord["state"], readonly [dot: string, words: string]> = {
  ok: ["live", "Fine"],
  missing: ["failed", "Missing"],
  wrong: ["failed", "Not right"],
  unknown: ["draft", "Could not be looked up"],
};
const ALIGNED: Record<
  Deliverability["aligned"],
  readonly [dot: string, words: string, about: string]
> = {
  yes: ["live", "Aligned", "From is of the domain that SPF or DKIM vouch for, as DMARC asks."],
  no: [
    "failed",
    "Not aligned",
    "From is of another domain than the one that SPF or DKIM vouch for: hosts may refuse the mail.",
  ],
  unknown: ["draft", "Not known yet", "It shows once SPF or DKIM can be read."],
};

/** The records that make mail arrive: what to paste, what is there now, what to do. */
export function Records({ domain }: { domain: string }) {
  const checked = useResource(`deliverability ${domain}`, domain, () => mailApi.deliverability());
  const [busy, run] = useBusy();
  const again = () =>
    void run(() =>
      attempt("The check did not run.", async () => checked.put(await mailApi.deliverability())),
    );
  const { zone } = me.value.workspace;
  const wrong = checked.data?.records.filter(
    ({ state }) => state === "missing" || state === "wrong",
  ).length;
  return (
    <section class="section">
      <header>
        <h2>Does mail from {domain} arrive?</h2>
        <div class="end">
          {checked.data && (
            <Button icon={RotateCw} busy={busy} onClick={again}>
              Check again
            </Button>
          )}
        </div>
      </header>
      {checked.error !== undefined && <ErrorNote error={checked.error} retry={checked.reload} />}
      {!checked.data && checked.error === undefined && <Skeleton rows={4} />}
      {checked.data && (
        <>
          <p class="lede" role="status">
            {wrong === 0
              ? checked.data.records.some(({ state }) => state === "unknown")
                ? "Not everything could be looked up."
                : "Nothing is missing."
              : `${plural(wrong ?? 0, "record")} to set. Paste ${wrong === 1 ? "it" : "them"} where the domain’s DNS is kept; a change may take an hour to show.`}{" "}
            Checked at {when(checked.data.at, zone, Date.now())}.
          </p>
          <dl class="checks records">
            {checked.data.records.map((record) => (
              <Row key={`${record.what} ${record.name}`} record={record} />
            ))}
            <div>
              <dt>Alignment</dt>
              <dd>
                <span class={`status ${ALIGNED[checked.data.aligned][0]}`}>
                  {ALIGNED[checked.data.aligned][1]}
                </span>
                <p>{ALIGNED[checked.data.aligned][2]}</p>
              </dd>
            </div>
            <div>
              <dt>One-click unsubscribe</dt>
              <dd>
                <span class="status live">In every mail</span>
                <p>
                  List-Unsubscribe and List-Unsubscribe-Post stand in each mail to people by
                  themselves.
                </p>
              </dd>
            </div>
          </dl>
        </>
      )}
    </section>
  );
}

function Row({ record }: { record: DnsRecord }) {
  const { what, name, type, value, found, state, note } = record;
  const [dot, words] = STATES[state];
  return (
    <div>
      <dt>
        {NAMES[what]}
        <small>{ABOUT[what]}</small>
      </dt>
      <dd>
        <span class={`status ${dot}`}>{words}</span>
        <p>{note}</p>
        {state !== "ok" && value !== null && (
          <div class="record">
            <span class="quiet">{type} at</span>
            <Copy text={name} label={`the name of ${NAMES[what]}`} />
            <span class="quiet">says</span>
            <Copy text={value} label={`the value of ${NAMES[what]}`} />
          </div>
        )}
        {found.length > 0 && (
          <details class="behind">
            <summary>
              Found {type} at {name}
            </summary>
            {found.map((text) => (
              <code class="found" key={text} tabIndex={0}>
                {text}
              </code>
            ))}
          </details>
        )}
      </dd>
    </div>
  );
}
