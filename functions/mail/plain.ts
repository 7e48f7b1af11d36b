import type { Said } from "./document.tsx";

/** The same mail as plain text, links and all but the trap: here people would see it. */
export function plainText(said: Said): string {
  const { scale, links } = said;
  return `${[
    said.intro,
    ...scaleLines(scale),
    ...(said.closing === undefined ? [] : [said.closing]),
    `${scale.words.open}: ${links.open}`,
    "--",
    said.why,
    said.address,
    `${scale.words.unsubscribe}: ${links.unsubscribe}`,
  ].join("\n\n")}\n`;
}

/** The question, the ends of its scale, and one line with a link for each value. */
export function scaleLines({ asked, hrefs }: Said["scale"]): string[] {
  const { min, max, low, high, labels } = asked;
  const ends = [
    ...(low === undefined ? [] : [`${min} = ${low}`]),
    ...(high === undefined ? [] : [`${max} = ${high}`]),
  ];
  const values = hrefs.map((href, i) => {
    const label = labels?.[i];
    return `${min + i}${label === undefined ? "" : ` ${label}`}: ${href}`;
  });
  return [asked.text, ...(ends.length === 0 ? [] : [ends.join(", ")]), values.join("\n")];
}
