import { useState } from "preact/hooks";
import { api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { loadSession, signOut } from "../../state/me.ts";
import { attempt, reasonOf } from "../../state/toasts.ts";

/** Signed in, but in no workspace: make one, or leave. */
export function NoWorkspace() {
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  const create = () =>
    run(async () => {
      try {
        await api.createWorkspace(name);
        await loadSession();
      } catch (error) {
        setProblem(reasonOf(error));
      }
    });
  return (
    <main class="alone">
      <form
        class="card form"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <h1>You are in no workspace</h1>
        <p>Ask a colleague for an invite link, or start a workspace of your own.</p>
        <Field
          label="Name of the workspace"
          required
          maxLength={80}
          value={name}
          error={problem}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <div class="actions">
          <Button kind="primary" type="submit" busy={busy}>
            Create it
          </Button>
          <Button kind="bare" onClick={() => void attempt("You are still signed in.", signOut)}>
            Sign out
          </Button>
        </div>
      </form>
    </main>
  );
}
