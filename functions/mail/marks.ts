import { OUTLOOK_AFTER, OUTLOOK_BEFORE, OUTLOOK_HEAD, OUTLOOK_ROOM } from "./paint.ts";

/** Conditional comments are no elements: marks stand for them until all is rendered. */
const mark = (n: number) => String.fromCharCode(0xe010 + n);
export const [HEAD, BEFORE, AFTER, ROOM] = [mark(0), mark(1), mark(2), mark(3)];
const COMMENTS: Record<string, string> = {
  [HEAD]: OUTLOOK_HEAD,
  [BEFORE]: OUTLOOK_BEFORE,
  [AFTER]: OUTLOOK_AFTER,
  [ROOM]: OUTLOOK_ROOM,
};

export function withComments(html: string): string {
  return html.replace(/[\ue010-\ue013]/gu, (found) => COMMENTS[found] ?? "");
}
