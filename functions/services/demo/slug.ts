import { prefixedId } from "../../../domain/survey/ids.ts";

/** Random letters behind a sample survey's slug: slugs are unique over all workspaces. */
const LETTERS = 6;

export function newSlug(slug: string, random: Uint8Array): string {
  return `${slug}-${prefixedId("sv", random).slice(-LETTERS)}`;
}

/** The slug as the plan names it. */
export function slugOf(stored: string): string {
  return stored.slice(0, -LETTERS - 1);
}
