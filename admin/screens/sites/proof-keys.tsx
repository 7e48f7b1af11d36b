import { Plus } from "lucide";
import { useState } from "preact/hooks";
import type { Site } from "../../../domain/wire/workspace.ts";
import { api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Copy } from "../../components/copy.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { may } from "../../state/me.ts";
import { attempt, toast } from "../../state/toasts.ts";

/** One can be replaced while the other is in use. */
const MOST = 2;

type Made = { kid: string; secret: string };

/** The secrets by which the customer's server proves who a visitor is. */
export function ProofKeys({ site, onChanged }: { site: Site; onChanged: () => void }) {
  const [made, setMade] = useState<Made>();
  const [removing, setRemoving] = useState<string>();
  const [busy, run] = useBusy();
  const { proofKeys } = site;
  const add = () =>
    run(() =>
      attempt("No secret was made.", async () => {
        setMade(await api.addProofKey(site.id));
        onChanged();
      }),
    );
  return (
    <section class="section">
      <header>
        <h2>Who a visitor is</h2>
        {may("admin") && proofKeys.length < MOST && (
          <div class="end">
            <Button icon={Plus} busy={busy} onClick={() => void add()}>
              New secret
            </Button>
          </div>
        )}
      </header>
      <p class="lede">
        {proofKeys.length === 0
          ? "Your server can sign who is signed in. Without a secret to sign by, a visitor is known on one device alone, and what a page says of them is only claimed."
          : "Your server signs who is signed in by one of these. Rests then hold on all of a person's devices, and nobody can claim to be another."}
      </p>
      {proofKeys.length > 0 && (
        <ul class="plain-list">
          {proofKeys.map((kid) => (
            <li key={kid}>
              <span>
                Secret <code>{kid}</code>
              </span>
              {may("admin") && (
                <Button
                  kind="bare"
                  aria-label={`Remove the secret ${kid}`}
                  onClick={() => setRemoving(kid)}
                >
                  Remove…
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {proofKeys.length === MOST && (
        <p class="quiet">Sign by the newer one, below, then remove the older one.</p>
      )}
      {made && <CopyNow made={made} onClose={() => setMade(undefined)} />}
      {removing !== undefined && (
        <Remove
          site={site.id}
          kid={removing}
          onClose={() => setRemoving(undefined)}
          onChanged={onChanged}
        />
      )}
    </section>
  );
}

function CopyNow({ made, onClose }: { made: Made; onClose: () => void }) {
  return (
    <Dialog
      title="Copy the secret now"
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          I have it
        </Button>
      }
    >
      <p>This is the only time it is shown. It belongs on your server and never in a page.</p>
      <div class="form">
        <Copy text={made.secret} label="the secret" />
        <p>
          A proof names it by <code>kid</code>:
        </p>
        <Copy text={made.kid} label="the kid" />
      </div>
    </Dialog>
  );
}

function Remove({
  site,
  kid,
  onClose,
  onChanged,
}: {
  site: string;
  kid: string;
  onClose: () => void;
  onChanged: () => void;
}) {
  const [busy, run] = useBusy();
  const remove = () =>
    run(() =>
      attempt("The secret still holds.", async () => {
        await api.removeProofKey(site, kid);
        toast("The secret is removed.");
        onClose();
        onChanged();
      }),
    );
  return (
    <Dialog
      title={`Remove the secret ${kid}?`}
      onClose={onClose}
      actions={
        <Button kind="danger" busy={busy} onClick={() => void remove()}>
          Remove the secret
        </Button>
      }
    >
      <p>
        Proofs signed by it no longer hold: answers that come with one are refused until your server
        signs by another. This cannot be undone.
      </p>
    </Dialog>
  );
}
