import type { SegmentPreview } from "../../../domain/wire/people.ts";
import type { Audience } from "../../../domain/wire/sends.ts";
import { peopleApi } from "../../api/people.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { useSegments } from "./use-segments.ts";

/** Counts whom an audience holds now; single people are not looked up. */
export function useReach(audience: Audience): Resource<SegmentPreview> {
  const segments = useSegments().data?.items;
  const rules =
    audience.of === "everyone"
      ? {}
      : audience.of === "segment"
        ? segments?.find(({ id }) => id === audience.segment)?.rules
        : undefined;
  const key = rules ? JSON.stringify(rules) : null;
  return useResource(`reach ${key}`, key, () => peopleApi.preview(rules ?? {}));
}
