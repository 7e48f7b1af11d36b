import type { ShareLink } from "../../../domain/wire/share.ts";
import type { StoredShareLink } from "../../db/repositories/share.ts";

type Settings = { PUBLIC_ORIGIN: string };

/** The address of a hosted page, from the configured origin only (FAULTS 35). */
export function pageUrl({ PUBLIC_ORIGIN }: Settings, key: string): string {
  return `${new URL(PUBLIC_ORIGIN).origin}/s/${key}`;
}

/** A stored link as the API tells it. */
export function shapeLink(settings: Settings, stored: StoredShareLink): ShareLink {
  const { code, name, prefill, opensAt, closesAt, createdAt } = stored;
  return { code, url: pageUrl(settings, code), name, prefill, opensAt, closesAt, createdAt };
}
