import { Plus } from "lucide";
import { useState } from "preact/hooks";
import type { Scope } from "../../../domain/wire/common.ts";
import type { ApiKey } from "../../../domain/wire/workspace.ts";
import { api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Copy } from "../../components/copy.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Check, Field, Select } from "../../components/field.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt, reasonOf, toast } from "../../state/toasts.ts";
import { ago, dateOf } from "../../words/dates.ts";

const SCOPES: Record<Scope, string> = {
  "results:read": "Read scores, themes and responses",
  "responses:write": "Send and move responses",
  "people:write": "See and change people",
  "surveys:write": "Create and change surveys",
  "themes:write": "Change themes, start runs",
  admin: "Everything an admin may do",
};

/** Keys for programs. A secret is shown once, when it is made. */
export function Keys() {
  const keys = useResource("keys", "all", () => api.keys());
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const add = (
    <Button kind="primary" icon={Plus} onClick={() => setCreating(true)}>
      New key
    </Button>
  );
  const valid = (keys.data?.items ?? []).filter(({ revokedAt }) => revokedAt === null);
  return (
    <section class="section">
      <header>
        <h2>API keys</h2>
        <div class="end">{keys.data && add}</div>
      </header>
      <p class="lede">
        For programs that read results or send responses. The{" "}
        <a href="/docs">API is described here</a>.
      </p>
      {keys.error !== undefined && <ErrorNote error={keys.error} retry={keys.reload} />}
      {!keys.data && keys.error === undefined && <Skeleton rows={2} />}
      {keys.data && valid.length === 0 && (
        <Empty title="No key yet" action={add}>
          Make one for each program, with no more rights than it needs.
        </Empty>
      )}
      {valid.length > 0 && <Table keys={valid} onRevoke={setRevoking} />}
      {creating && <Create onClose={() => setCreating(false)} onCreated={keys.reload} />}
      {revoking && (
        <Dialog
          title={`Revoke “${revoking.name}”?`}
          onClose={() => setRevoking(undefined)}
          actions={
            <Button
              kind="danger"
              onClick={() =>
                void attempt("The key still works.", async () => {
                  await api.revokeKey(revoking.id);
                  toast(`“${revoking.name}” is revoked.`);
                  setRevoking(undefined);
                  keys.reload();
                })
              }
            >
              Revoke the key
            </Button>
          }
        >
          <p>Programs that use it are refused at once. This cannot be undone.</p>
        </Dialog>
      )}
    </section>
  );
}

function Table({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <table class="keys cards">
      <caption class="sr">API keys</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Begins with</th>
          <th scope="col">May</th>
          <th scope="col">Last used</th>
          <th scope="col">Expires</th>
          <th scope="col">
            <span class="sr">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <th scope="row">{key.name}</th>
            <td>
              <code>{key.prefix}…</code>
            </td>
            <td data-label="May">{key.scopes.join(", ")}</td>
            <td data-label="Last used">
              {key.usedAt === null ? "never" : ago(key.usedAt, zone, now)}
            </td>
            <td data-label="Expires">
              {key.expiresAt === null ? "never" : dateOf(key.expiresAt, zone, now)}
            </td>
            <td class="num">
              <Button kind="bare" onClick={() => onRevoke(key)} aria-label={`Revoke ${key.name}`}>
                Revoke…
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Create({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["results:read"]);
  const [days, setDays] = useState("");
  const [secret, setSecret] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  const create = () =>
    run(async () => {
      if (scopes.length === 0) {
        setProblem("Choose at least one right.");
        return;
      }
      try {
        const key = await api.createKey({
          name,
          scopes: [...scopes],
          ...(days && { days: Number(days) }),
        });
        setSecret(key.secret);
        onCreated();
      } catch (error) {
        setProblem(`${reasonOf(error)} No key was made.`);
      }
    });
  if (secret !== undefined) {
    return (
      <Dialog
        title="Copy the key now"
        onClose={onClose}
        actions={
          <Button kind="primary" onClick={onClose}>
            I have it
          </Button>
        }
      >
        <p>This is the only time it is shown. We keep a fingerprint, not the key.</p>
        <Copy text={secret} label="the key" />
      </Dialog>
    );
  }
  return (
    <Dialog
      title="New API key"
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form="create-key" busy={busy}>
          Create key
        </Button>
      }
    >
      <form
        id="create-key"
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Field
          label="Name"
          required
          maxLength={80}
          value={name}
          error={problem}
          hint="The program that will use it."
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <fieldset class="form scopes">
          <legend class="label">It may</legend>
          {(Object.keys(SCOPES) as Scope[]).map((scope) => (
            <Check
              key={scope}
              label={SCOPES[scope]}
              hint={scope}
              checked={scopes.includes(scope)}
              onChange={(checked) =>
                setScopes(checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
              }
            />
          ))}
        </fieldset>
        <Select
          label="Expires"
          value={days}
          onChange={setDays}
          options={[
            ["", "Never"],
            ["30", "In 30 days"],
            ["90", "In 90 days"],
            ["365", "In a year"],
          ]}
        />
      </form>
    </Dialog>
  );
}
