import type { Segments } from "../../../domain/wire/people.ts";
import { peopleApi } from "../../api/people.ts";
import { type Resource, useResource } from "../../state/resource.ts";

/** The saved filters of people. */
export function useSegments(): Resource<Segments> {
  return useResource("segments", "all", () => peopleApi.segments());
}
