import { Pencil, Plus, QrCode, Trash2 } from "lucide";
import { useState } from "preact/hooks";
import type { ShareLink } from "../../../../domain/wire/share.ts";
import type { Survey } from "../../../../domain/wire/surveys.ts";
import { shareApi } from "../../../api/share.ts";
import { Button } from "../../../components/button.tsx";
import { Copy } from "../../../components/copy.tsx";
import { Empty, ErrorNote, Skeleton } from "../../../components/states.tsx";
import { me } from "../../../state/me.ts";
import { useResource } from "../../../state/resource.ts";
import { attempt, toast } from "../../../state/toasts.ts";
import { LinkDialog } from "./link-dialog.tsx";
import { fillsIn, standing } from "./link-words.ts";
import { QrDialog } from "./qr-dialog.tsx";

/** Short links of a survey, each with what it fills in and when it works. */
export function Links({ survey }: { survey: Survey }) {
  const links = useResource(`links ${survey.id}`, "all", () => shareApi.links(survey.id));
  const [editing, setEditing] = useState<ShareLink | "new">();
  const [showing, setShowing] = useState<ShareLink>();
  const items = links.data?.items ?? [];
  const add = (
    <Button icon={Plus} onClick={() => setEditing("new")}>
      New link
    </Button>
  );
  const remove = (link: ShareLink) =>
    attempt("The link still works.", async () => {
      await shareApi.removeLink(survey.id, link.code);
      links.reload();
      const { code, name, prefill, opensAt, closesAt } = link;
      toast(`“${name}” is deleted. Its address stops within 15 seconds.`, async () => {
        await shareApi.createLink(survey.id, { code, name, prefill, opensAt, closesAt });
        links.reload();
      });
    });
  return (
    <section class="section">
      <header>
        <h2>Short links</h2>
        {items.length > 0 && <div class="end">{add}</div>}
      </header>
      <p class="lede">
        One for each place that you ask at: a till, a receipt, a parcel. Each says where an answer
        came from, and can open and close by itself.
      </p>
      {links.error !== undefined && <ErrorNote error={links.error} retry={links.reload} />}
      {!links.data && links.error === undefined && <Skeleton rows={2} height={96} />}
      {links.data && items.length === 0 && (
        <Empty title="No short link yet" action={add}>
          Make one, print its QR code, and see later which place the answers came from.
        </Empty>
      )}
      {items.length > 0 && (
        <ul class="share-links">
          {items.map((link) => (
            <Row
              key={link.code}
              link={link}
              onEdit={() => setEditing(link)}
              onQr={() => setShowing(link)}
              onRemove={() => void remove(link)}
            />
          ))}
        </ul>
      )}
      {editing !== undefined && (
        <LinkDialog
          survey={survey.id}
          definition={survey.published ?? survey.draft}
          link={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={links.reload}
        />
      )}
      {showing && (
        <QrDialog name={showing.name} url={showing.url} onClose={() => setShowing(undefined)} />
      )}
    </section>
  );
}

function Row({
  link,
  onEdit,
  onQr,
  onRemove,
}: {
  link: ShareLink;
  onEdit: () => void;
  onQr: () => void;
  onRemove: () => void;
}) {
  const state = standing(link, me.value.workspace.zone, Date.now());
  const filled = fillsIn(link.prefill);
  return (
    <li>
      <header>
        <div class="what">
          <h3>{link.name}</h3>
          <span class={`status ${state.class}`}>{state.words}</span>
        </div>
        <div class="end">
          <Button kind="bare" icon={QrCode} aria-label={`QR code of ${link.name}`} onClick={onQr}>
            QR
          </Button>
          <Button kind="bare" icon={Pencil} aria-label={`Change ${link.name}`} onClick={onEdit} />
          <Button kind="bare" icon={Trash2} aria-label={`Delete ${link.name}`} onClick={onRemove} />
        </div>
      </header>
      <Copy text={link.url} label={`the link ${link.name}`} code={false} />
      {filled && <p class="quiet">{filled}</p>}
    </li>
  );
}
