import type { SiteConfig } from "../../domain/wire/site-config.ts";
import { boot } from "../loader/boot.ts";
import * as survey from "../survey/index.ts";

/**
 * Everything in one file, so that the integrity of the tag covers every byte that runs; the
 * configuration comes as data.
 */
const tag = document.currentScript as HTMLScriptElement | null;
if (tag) {
  const { origin } = new URL(tag.src);
  void fetch(`${origin}/v1/${tag.dataset["site"]}.json`)
    .then((reply) => reply.json() as Promise<SiteConfig>)
    .then((config) => boot(config, async () => survey))
    .catch(() => {});
}
