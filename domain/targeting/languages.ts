import { primaryTag } from "../survey/frame.ts";

/** Whether a visitor with this language (BCP 47) is meant. @param tags primary tags; none: all are */
export function speaks(tags: readonly string[] | undefined, language: string | undefined): boolean {
  if (!tags || tags.length === 0) return true;
  return language !== undefined && tags.includes(primaryTag(language));
}
