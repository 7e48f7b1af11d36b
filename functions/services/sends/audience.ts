import type { Person } from "../../../domain/wire/people.ts";
import type { Audience } from "../../../domain/wire/sends.ts";
import type { PeopleRepository, Walked } from "../../db/repositories/people.ts";
import type { SegmentsRepository } from "../../db/repositories/segments.ts";

export type AudienceDeps = { people: PeopleRepository; segments: SegmentsRepository };

const NOBODY: Walked = { items: [], next: null };

/** The next people of an audience after an id, in order of id; `next` is null at the end alone. */
export async function walkAudience(
  workspace: string,
  { people, segments }: AudienceDeps,
  audience: Audience,
  after: string | null,
  limit: number,
  now: number,
): Promise<Walked> {
  switch (audience.of) {
    case "everyone":
      return people.walk(workspace, null, after, limit, now);
    case "people":
      return { ...NOBODY, items: await people.many(workspace, audience.people) };
    case "segment": {
      const segment = await segments.get(workspace, audience.segment);
      return segment ? people.walk(workspace, segment.rules, after, limit, now) : NOBODY;
    }
  }
}

/** Those of some people who belong to an audience. */
export async function inAudience(
  workspace: string,
  { people, segments }: AudienceDeps,
  audience: Audience,
  some: readonly Person[],
  now: number,
): Promise<readonly Person[]> {
  switch (audience.of) {
    case "everyone":
      return some;
    case "people":
      return some.filter(({ person }) => audience.people.includes(person));
    case "segment": {
      const segment = await segments.get(workspace, audience.segment);
      return segment ? people.inSegment(workspace, segment.rules, some, now) : [];
    }
  }
}
