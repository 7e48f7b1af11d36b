import type { SiteConfig } from "../../domain/wire/site-config.ts";
import { boot } from "../loader/boot.ts";
import * as survey from "../survey/index.ts";

/**
 * Everything in one file, so that the integrity of the tag covers every byte that runs; the
 * configuration comes as data, which a page that pins its code need not trust: it names neither the
 * host nor the module, and a link in it is followed only to http and https.
 */
const tag = document.currentScript as HTMLScriptElement | null;
if (tag) {
  const { origin } = new URL(tag.src);
  addEventListener(
    "click",
    (event) => {
      const path = event.composedPath() as Partial<HTMLAnchorElement>[];
      const ours = path.some(({ localName }) => localName === "verbatim-survey");
      const link = ours && path.find((node) => node instanceof HTMLAnchorElement);
      if (link && !/^https?:/.test(link.protocol)) event.preventDefault();
    },
    true,
  );
  void fetch(`${origin}/v1/${tag.dataset["site"]}.json`)
    .then((reply) => reply.json() as Promise<SiteConfig>)
    .then((config) => {
      // What is no configuration throws here, where nobody hears it.
      const surveys = config.surveys.filter(({ id }) => id);
      boot({ ...config, host: origin, surveys }, async () => survey);
    })
    .catch(() => {});
}
