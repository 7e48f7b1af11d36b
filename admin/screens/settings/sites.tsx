import { Plus } from "lucide";
import { useState } from "preact/hooks";
import type { Site } from "../../../domain/wire/workspace.ts";
import { ApiError, api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Copy } from "../../components/copy.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Check, Field, TextArea } from "../../components/field.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { reasonOf, toast } from "../../state/toasts.ts";
import { moment } from "../../words/dates.ts";
import { plural } from "../../words/format.ts";

/** Where surveys show: each site with its tag and whether the tag was seen. */
export function Sites() {
  const sites = useResource("sites", "all", () => api.sites(), { live: true });
  const [editing, setEditing] = useState<Site | "new">();
  const add = (
    <Button kind="primary" icon={Plus} onClick={() => setEditing("new")}>
      New site
    </Button>
  );
  return (
    <section class="section">
      <header>
        <h2>Sites</h2>
        {may("admin") && <div class="end">{add}</div>}
      </header>
      <p class="lede">
        Paste the tag once on every page. Surveys, rules and looks then change from here, without
        touching the page.
      </p>
      {sites.error !== undefined && <ErrorNote error={sites.error} retry={sites.reload} />}
      {!sites.data && sites.error === undefined && <Skeleton rows={2} height={120} />}
      {sites.data?.items.length === 0 && (
        <Empty title="No site yet" action={may("admin") && add}>
          A site gives you the tag that shows surveys on your pages.
        </Empty>
      )}
      {sites.data?.items.map((site) => (
        <article class="site" key={site.id}>
          <div class="head">
            <h3>{site.name}</h3>
            <Seen site={site} />
            {may("admin") && (
              <div class="end">
                <Button kind="bare" onClick={() => setEditing(site)}>
                  Edit
                </Button>
              </div>
            )}
          </div>
          <Copy text={site.snippet} label={`the tag of ${site.name}`} />
          <p class="quiet">
            {site.origins.length > 0
              ? `Answers come from ${site.origins.join(", ")} only.`
              : "Answers may come from any page."}
            {site.lost > 0 &&
              ` ${plural(site.lost, "answer")} could not be sent by visitors' devices within 30 days.`}
          </p>
        </article>
      ))}
      {editing && (
        <Edit
          site={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={() => {
            setEditing(undefined);
            sites.reload();
          }}
        />
      )}
    </section>
  );
}

function Seen({ site }: { site: Site }) {
  if (site.seenAt === null)
    return <span class="status draft">Tag not seen yet. Open a page that carries it.</span>;
  return (
    <span class="status live seen">
      Tag seen{site.seenPage && ` on ${site.seenPage}`} at{" "}
      {moment(site.seenAt, me.value.workspace.zone)}
    </span>
  );
}

function Edit({
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
