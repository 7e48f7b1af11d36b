import { within } from "../../../../domain/links/window.ts";
import type { ShareLink } from "../../../../domain/wire/share.ts";
import { moment } from "../../../words/dates.ts";

/** Whether a link works now, and until when: a word for its colour and a sentence. */
export function standing(
  { opensAt, closesAt }: Pick<ShareLink, "opensAt" | "closesAt">,
  zone: string,
  now: number,
): { class: "live" | "draft" | "closed"; words: string } {
  switch (within({ opensAt, closesAt }, now)) {
    case "before":
      return { class: "draft", words: `Opens ${moment(opensAt ?? now, zone)}` };
    case "open":
      return {
        class: "live",
        words: closesAt === null ? "Open" : `Open until ${moment(closesAt, zone)}`,
      };
    default:
      return { class: "closed", words: `Closed since ${moment(closesAt ?? now, zone)}` };
  }
}

/** What a link fills in, in a few words; empty when it fills in nothing. */
export function fillsIn({ answers, attributes, language }: ShareLink["prefill"]): string {
  const n = Object.keys(answers ?? {}).length;
  return [
    ...Object.entries(attributes ?? {}).map(([name, value]) => `${name} = ${value}`),
    ...(n > 0 ? [`${n} ${n === 1 ? "answer" : "answers"} chosen`] : []),
    ...(language ? [`in ${new Intl.DisplayNames(["en"], { type: "language" }).of(language)}`] : []),
  ].join(" · ");
}
