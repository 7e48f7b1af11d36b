import type { Site } from "../../../domain/wire/workspace.ts";
import type { StoredSite } from "../../db/repositories/sites.ts";

/** A site with the tag to paste. */
export function withSnippet(settings: { PUBLIC_ORIGIN: string }, site: StoredSite): Site {
  const { origin } = new URL(settings.PUBLIC_ORIGIN);
  return {
    ...site,
    snippet: `<script async crossorigin src="${origin}/v1/${site.id}.js"></script>`,
  };
}
