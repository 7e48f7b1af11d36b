import { Copy } from "../../components/copy.tsx";

/** How mail that came back is told to us. */
export function BounceIntake() {
  const body = { items: [{ email: "ada@example.com", kind: "hard" }] };
  const call = `curl ${location.origin}/api/v1/bounces \\
  -H 'Authorization: Bearer YOUR_KEY' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(body)}'`;
  return (
    <section class="section">
      <h2>Bounces and complaints</h2>
      <p class="lede">
        An address that does not exist and a person who marks mail as spam get no more mail. What
        SMTP refuses at once is noted by itself; for the rest let your provider’s webhook call this
        route. Kinds are <code>hard</code>, <code>soft</code> and <code>complaint</code>; an
        invitation is named by its id, which stands in our Message-ID, or by the address.
      </p>
      <Copy text={call} label="the call for bounces" />
    </section>
  );
}
