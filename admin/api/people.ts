import * as v from "valibot";
import { Ok } from "../../domain/wire/common.ts";
import { type EraseSubject, ErasePreview, Erased } from "../../domain/wire/erasures.ts";
import * as wire from "../../domain/wire/people.ts";
import { get, patch, post, remove } from "./client.ts";

type Input<T extends v.GenericSchema> = v.InferInput<T>;
/** What can be changed of a person by hand; the id stays. */
export type PersonChange = Omit<Input<typeof wire.SavePerson>, "person">;

const one = (person: string) => `/people/${encodeURIComponent(person)}`;
const segment = (id: string) => `/segments/${encodeURIComponent(id)}`;

/** Calls about people and segments. Each rejects with an ApiError. */
export const peopleApi = {
  list: (query: Input<typeof wire.PeopleQuery>) => get(wire.People, "/people", query),
  get: (person: string) => get(wire.PersonDetail, one(person)),
  change: (person: string, change: PersonChange) => patch(wire.Person, one(person), change),
  save: (body: Input<typeof wire.SavePeople>) => post(wire.SavedPeople, "/people", body),
  attributes: () => get(wire.PeopleAttributes, "/people/attributes"),

  segments: () => get(wire.Segments, "/segments"),
  preview: (rules: wire.SegmentRules) => post(wire.SegmentPreview, "/segments/preview", { rules }),
  createSegment: (body: Input<typeof wire.SaveSegment>) => post(wire.Segment, "/segments", body),
  saveSegment: (id: string, body: Input<typeof wire.SaveSegment>) =>
    patch(wire.Segment, segment(id), body),
  removeSegment: (id: string) => remove(Ok, segment(id)),

  previewErase: (subject: Input<typeof EraseSubject>) =>
    post(ErasePreview, "/erasures/preview", subject),
  erase: (subject: Input<typeof EraseSubject>) => post(Erased, "/erasures", subject),
};
