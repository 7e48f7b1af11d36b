import type { Site } from "../../../domain/wire/workspace.ts";
import type { Check } from "./health.ts";

/** The mark of a status beside its words. */
export const MARKS: Record<Check["state"], string> = { good: "live", none: "draft", bad: "failed" };

/** The address of a site's screens. */
export function sitePath(id: string, tab?: "why"): string {
  return `/app/settings/sites/${id}${tab ? `/${tab}` : ""}`;
}

/** Who may send answers. */
export function originsWords({ origins, allowOpaque }: Site): string {
  const opaque = allowOpaque ? "" : " Pages without an origin may not.";
  return origins.length > 0
    ? `Answers come from ${origins.join(", ")} only.${opaque}`
    : `Answers may come from any page.${opaque}`;
}
