import type { Contender } from "../contender.ts";
import { PACKAGES, read } from "../install.ts";
import { script, stub, style } from "../origin.ts";

/** @typeform/embed: the shell that opens a frame. The form in the frame is a page of Typeform's own. */
export async function typeform(): Promise<Contender> {
  const [embed, sheet] = await Promise.all([
    read("@typeform/embed", "build/embed.js"),
    read("@typeform/embed", "build/css/popover.css"),
  ]);
  return {
    name: `@typeform/embed ${PACKAGES["@typeform/embed"]}`,
    note: "the shell alone, until its frame stands empty: the form in it is Typeform's own page",
    service: stub(({ path }) => {
      if (path === "/embed.js") return script(embed);
      return path === "/css/popover.css" ? style(sheet) : undefined;
    }),
    parts: (host, asks) => [
      { style: `${host}/css/popover.css` },
      { script: `${host}/embed.js` },
      {
        code: `const popover = window.tf.createPopover("bench", { domain: "${new URL(host).host}" });${asks ? " popover.open();" : ""}`,
      },
    ],
    find: () => document.querySelector<HTMLElement>("iframe")?.parentElement,
  };
}
