import { Plus } from "lucide";
import { useState } from "preact/hooks";
import type { Role } from "../../../domain/wire/common.ts";
import type { Member, Members as Reply } from "../../../domain/wire/workspace.ts";
import { api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Copy } from "../../components/copy.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field, Select } from "../../components/field.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt, reasonOf, toast } from "../../state/toasts.ts";
import { dateOf } from "../../words/dates.ts";
import { ROLES } from "../../words/names.ts";

const ABOUT: Record<Role, string> = {
  viewer: "Reads scores, themes and verbatims, without contact data.",
  analyst: "Also sees contact data, edits themes, moves responses, exports.",
  admin: "Also changes surveys, sites, keys, members and settings.",
  owner: "Also names owners.",
};

/** Roles that this member may give: nobody gives more than they have. */
const givable = (): (readonly [Role, string])[] =>
  (Object.keys(ABOUT) as Role[])
    .filter((role) => role !== "owner" || may("owner"))
    .map((role) => [role, ROLES[role]] as const);

/** Who works here, and who is invited. */
export function Members() {
  const members = useResource("members", "all", () => api.members());
  const [inviting, setInviting] = useState(false);
  const [removing, setRemoving] = useState<Member>();
  return (
    <section class="section">
      <header>
        <h2>Members</h2>
        {may("admin") && (
          <div class="end">
            <Button kind="primary" icon={Plus} onClick={() => setInviting(true)}>
              Invite
            </Button>
          </div>
        )}
      </header>
      {members.error !== undefined && <ErrorNote error={members.error} retry={members.reload} />}
      {!members.data && members.error === undefined && <Skeleton rows={3} />}
      {members.data && (
        <Table members={members.data.items} reload={members.reload} onRemove={setRemoving} />
      )}
      {members.data && members.data.invites.length > 0 && (
        <Invites invites={members.data.invites} reload={members.reload} />
      )}
      {inviting && <Invite onClose={() => setInviting(false)} onInvited={members.reload} />}
      {removing && (
        <Dialog
          title={`Remove ${removing.name || removing.email}?`}
          onClose={() => setRemoving(undefined)}
          actions={
            <Button
              kind="danger"
              onClick={() =>
                void attempt("The member is still here.", async () => {
                  await api.removeMember(removing.id);
                  toast(`${removing.email} is removed.`);
                  setRemoving(undefined);
                  members.reload();
                })
              }
            >
              Remove
            </Button>
          }
        >
          <p>
            They are signed out of this workspace at once. What they did stays. You can invite them
            again.
          </p>
        </Dialog>
      )}
    </section>
  );
}

function Table({
  members,
  reload,
  onRemove,
}: {
  members: readonly Member[];
  reload: () => void;
  onRemove: (member: Member) => void;
}) {
  const { user, workspace } = me.value;
  const now = Date.now();
  const setRole = (member: Member, role: Role) =>
    attempt("The role was not changed.", async () => {
      await api.saveMember(member.id, { role });
      reload();
      toast(`${member.name || member.email} is ${ROLES[role].toLowerCase()} now.`, () =>
        api.saveMember(member.id, { role: member.role }).then(reload),
      );
    });
  const editable = (member: Member) =>
    may("admin") && member.email !== user.email && (member.role !== "owner" || may("owner"));
  return (
    <table class="members cards">
      <caption class="sr">Members</caption>
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col">Role</th>
          <th scope="col">Since</th>
          {may("admin") && (
            <th scope="col">
              <span class="sr">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.id}>
            <th scope="row">
              {member.name || member.email}
              {member.name && <small>{member.email}</small>}
            </th>
            <td>
              {editable(member) ? (
                <Select
                  label={`Role of ${member.email}`}
                  hideLabel
                  value={member.role}
                  options={givable()}
                  onChange={(role) => void setRole(member, role as Role)}
                />
              ) : (
                ROLES[member.role]
              )}
            </td>
            <td data-label="Since">{dateOf(member.joinedAt, workspace.zone, now)}</td>
            {may("admin") && (
              <td class="num">
                {editable(member) && (
                  <Button
                    kind="bare"
                    aria-label={`Remove ${member.email}`}
                    onClick={() => onRemove(member)}
                  >
                    Remove…
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Invites({ invites, reload }: { invites: Reply["invites"]; reload: () => void }) {
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <>
      <h3 class="invites-head">Invited</h3>
      <ul class="plain-list">
        {invites.map((invite) => (
          <li key={invite.id}>
            <span>
              {invite.email}{" "}
              <small>
                {ROLES[invite.role]}, until {dateOf(invite.expiresAt, zone, now)}
              </small>
            </span>
            {may("admin") && (
              <Button
                kind="bare"
                aria-label={`Take back the invite of ${invite.email}`}
                onClick={() =>
                  void attempt("The invite still works.", async () => {
                    await api.removeInvite(invite.id);
                    reload();
                    toast(`The invite of ${invite.email} no longer works.`);
                  })
                }
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Invite({ onClose, onInvited }: { onClose: () => void; onInvited: () => void }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("analyst");
  const [link, setLink] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  const invite = () =>
    run(async () => {
      try {
        const invited = await api.invite({ email, role });
        onInvited();
        if (invited.link !== null) setLink(invited.link);
        else {
          toast(`An invite is on its way to ${email}.`);
          onClose();
        }
      } catch (error) {
        setProblem(`${reasonOf(error)} Nobody was invited.`);
      }
    });
  if (link !== undefined) {
    return (
      <Dialog
        title="Hand over this link"
        onClose={onClose}
        actions={
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <p>
          No mail provider is set up, so the link is yours to pass on. It lets {email} in, once.
        </p>
        <Copy text={link} label="the invite link" />
      </Dialog>
    );
  }
  return (
    <Dialog
      title="Invite somebody"
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form="invite" busy={busy}>
          Invite
        </Button>
      }
    >
      <form
        id="invite"
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void invite();
        }}
      >
        <Field
          label="E-mail address"
          type="email"
          required
          value={email}
          error={problem}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <Select
          label="Role"
          value={role}
          options={givable()}
          hint={ABOUT[role]}
          onChange={(next) => setRole(next as Role)}
        />
      </form>
    </Dialog>
  );
}
