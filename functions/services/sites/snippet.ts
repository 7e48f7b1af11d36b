import type { Site } from "../../../domain/wire/workspace.ts";
import type { StoredSite } from "../../db/repositories/sites.ts";

/** The file that a pinned tag names, with its integrity; empty where it is not built. */
export type PinnedFile = { pinned?: string | undefined; integrity?: string | undefined };

/** A site with the tags to paste. */
export function withSnippet(
  settings: { PUBLIC_ORIGIN: string },
  site: StoredSite,
  { pinned, integrity }: PinnedFile = {},
): Site {
  const { origin } = new URL(settings.PUBLIC_ORIGIN);
  return {
    ...site,
    snippet: `<script async crossorigin src="${origin}/v1/${site.id}.js"></script>`,
    pinned:
      pinned && integrity
        ? `<script async crossorigin integrity="${integrity}" src="${origin}${pinned}" data-site="${site.id}"></script>`
        : null,
  };
}
