import { type Facts, mayNotSend } from "../../../domain/sending/may-send.ts";
import { COOLDOWN } from "../../../domain/targeting/rests.ts";
import type { Person } from "../../../domain/wire/people.ts";
import type { SkipReason } from "../../../domain/wire/sends.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { DueInvitation, HandOverRepository } from "../../db/repositories/hand-over.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SendingHome, StoredSend } from "../../db/repositories/sends.ts";
import type { SuppressionsRepository } from "../../db/repositories/suppressions.ts";
import type { LiveSurvey } from "../sites/live.ts";
import { addressHash } from "../suppressions/hash.ts";
import type { Ready } from "./dispatch.ts";

export type FactsDeps = {
  people: PeopleRepository;
  suppressions: SuppressionsRepository;
  handOver: HandOverRepository;
  signer: Signer;
};

/** What a batch is judged by. */
export type Judging = {
  workspace: string;
  send: StoredSend;
  home: SendingHome;
  survey: LiveSurvey;
  stopped: boolean;
  now: number;
};

/** Who of a batch may be mailed now, and why the others may not. */
export type Judged = { ready: Ready[]; skipped: { id: string; reason: SkipReason }[] };

/**
 * Judges the invitations of one batch by what is known at this moment.
 * @param first false for reminders: those follow a mail that was allowed, so only what has ended mail
 *   to the person since counts
 */
export async function judge(
  deps: FactsDeps,
  judging: Judging,
  batch: readonly DueInvitation[],
  first: boolean,
): Promise<Judged> {
  const { workspace, send, survey, home, now } = judging;
  const ids = [...new Set(batch.map(({ person }) => person))];
  const [people, histories] = await Promise.all([
    deps.people.many(workspace, ids),
    first ? deps.handOver.histories(workspace, ids) : undefined,
  ]);
  const byId = new Map(people.map((person) => [person.person, person]));
  const suppressed = await suppressedAmong(deps, workspace, people);
  const sharing = first ? await sharingAmong(deps, judging, batch, byId) : new Set<string>();
  const judged: Judged = { ready: [], skipped: [] };
  for (const due of batch) {
    const person = byId.get(due.person);
    const history = histories?.get(due.person) ?? [];
    const address = `${due.round}\n${person?.email}`;
    const facts: Facts = {
      now,
      plan: first ? send.plan : { kind: "once", at: null },
      survey: {
        id: survey.id,
        metric: survey.metric,
        ...(survey.definitions[0]?.targeting.again && {
          again: survey.definitions[0].targeting.again,
        }),
      },
      stopped: judging.stopped,
      team: survey.team,
      cooldown: home.cooldown ?? COOLDOWN,
      person: person && { ...person, id: person.person },
      suppressed: person?.email != null && suppressed.has(person.email),
      sameAddress: sharing.has(due.id) || sharing.has(address),
      history,
    };
    const reason = mayNotSend(facts);
    if (reason !== undefined) judged.skipped.push({ id: due.id, reason });
    else if (person && hasAddress(person)) {
      judged.ready.push({ due, person });
      if (!first) continue;
      // The rest of the batch counts this mail as sent.
      history.push({ survey: survey.id, what: "sent", at: now });
      sharing.add(address);
    }
  }
  return judged;
}

function hasAddress(person: Person): person is Person & { email: string } {
  return person.email !== null;
}

async function suppressedAmong(
  { suppressions, signer }: FactsDeps,
  workspace: string,
  people: readonly Person[],
): Promise<Set<string>> {
  const emails = people.flatMap(({ email }) => email ?? []);
  const hashes = await Promise.all(emails.map((email) => addressHash(signer, workspace, email)));
  const found = await suppressions.has(workspace, hashes);
  return new Set(emails.filter((_, i) => found[i] !== undefined));
}

/** Ids of invitations whose address somebody else of the send has who was asked in the same round. */
function sharingAmong(
  { handOver }: FactsDeps,
  { workspace, send }: Judging,
  batch: readonly DueInvitation[],
  people: ReadonlyMap<string, Person>,
): Promise<Set<string>> {
  const items = batch.flatMap(({ id, person, round }) => {
    const email = people.get(person)?.email;
    return email ? [{ id, person, email, round }] : [];
  });
  return handOver.sharing(workspace, send.id, items);
}
