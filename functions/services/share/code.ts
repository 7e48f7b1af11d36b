import { prefixedId } from "../../../domain/survey/ids.ts";

const LETTERS = 7;

/** A new code: short enough for a poster. It is a name, not a secret: the page behind it is public. */
export function newCode(random: (bytes: number) => Uint8Array): string {
  return prefixedId("sv", random(10)).slice(-LETTERS);
}

/** Whether the name of a hosted page is a code. Slugs hold a hyphen. */
export function isCode(key: string): boolean {
  return /^[a-z2-7]{7}$/u.test(key);
}
