import { useState } from "preact/hooks";
import type { Site } from "../../../domain/wire/workspace.ts";
import { ApiError, api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Check, Field, TextArea } from "../../components/field.tsx";
import { reasonOf, toast } from "../../state/toasts.ts";

/** Name and origins of a site, or a new one. */
export function EditSite({
  site,
  onClose,
  onSaved,
}: {
  site: Site | undefined;
  onClose: () => void;
  onSaved: () => void;
}) {
  const [name, setName] = useState(site?.name ?? "");
  const [origins, setOrigins] = useState(site?.origins.join("\n") ?? "");
  const [opaque, setOpaque] = useState(site?.allowOpaque ?? true);
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  const save = () =>
    run(async () => {
      const list = origins.split(/\s+/u).filter(Boolean);
      try {
        if (site) await api.saveSite(site.id, { name, origins: list, allowOpaque: opaque });
        else await api.createSite({ name, origins: list });
        toast(site ? "Saved." : `“${name}” is made. Paste its tag.`);
        onSaved();
      } catch (error) {
        const field = error instanceof ApiError ? Object.values(error.fields)[0] : undefined;
        setProblem(field ?? `${reasonOf(error)} Nothing was saved.`);
      }
    });
  return (
    <Dialog
      title={site ? `Edit ${site.name}` : "New site"}
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form="edit-site" busy={busy}>
          Save
        </Button>
      }
    >
      <form
        id="edit-site"
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label="Name"
          required
          maxLength={80}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <TextArea
          label="Origins that may send answers"
          rows={3}
          placeholder="https://www.example.com"
          value={origins}
          error={problem}
          hint="One a line. Empty: any page."
          onInput={(event) => setOrigins(event.currentTarget.value)}
        />
        {site && (
          <Check
            label="Also pages without an origin"
            hint="Sandboxed frames and files opened from disk. Their answers are marked."
            checked={opaque}
            onChange={setOpaque}
          />
        )}
      </form>
    </Dialog>
  );
}
