import type { Segments } from "../../../domain/wire/people.ts";
import { peopleApi } from "../../api/people.ts";
import { may } from "../../state/me.ts";
import { type Resource, useResource } from "../../state/resource.ts";

/** The saved filters of people; nothing for viewers, who may not see them. */
export function useSegments(): Resource<Segments> {
  return useResource("segments", may("analyst") ? "all" : null, () => peopleApi.segments());
}
