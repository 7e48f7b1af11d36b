import { build } from "esbuild";
import type { Contender } from "../contender.ts";
import { PACKAGES, packed } from "../install.ts";
import { json, script, stub } from "../origin.ts";

/** The page's own use of it, as its documentation says; what the tag says decides whether it opens. */
const ENTRY = `import * as Sentry from "@sentry/browser";
const { dsn, open } = document.currentScript.dataset;
const feedback = Sentry.feedbackIntegration({ colorScheme: "system", autoInject: !open });
Sentry.init({ dsn, integrations: [feedback] });
if (open) feedback.createForm().then((form) => { form.appendToDom(); form.open(); });`;

/** @sentry/browser with its feedback form, bundled as an application would bundle it. */
export async function sentry(): Promise<Contender> {
  const bundle = await build({
    stdin: { contents: ENTRY, resolveDir: packed("@sentry/browser", "") },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    write: false,
  });
  const code = bundle.outputFiles[0]!.text;
  return {
    name: `@sentry/browser ${PACKAGES["@sentry/browser"]}`,
    note: "its feedback form, bundled by esbuild; error reporting is part of it; the page opens it at once",
    service: stub(({ path }) => {
      if (path === "/sentry.js") return script(code);
      return path.startsWith("/api/1/envelope/") ? json({}) : undefined;
    }),
    parts: (host, asks) => [
      {
        script: `${host}/sentry.js`,
        attributes: `data-dsn="${host.replace("://", "://public@")}/1" data-open="${asks ? 1 : ""}"`,
      },
    ],
    find: () =>
      document
        .querySelector("#sentry-feedback")
        ?.shadowRoot?.querySelector<HTMLElement>("dialog[open] form, dialog[open]"),
    async answer(page) {
      await page.locator("#sentry-feedback textarea").first().fill("It came a day early.");
      await page.locator("#sentry-feedback button[type=submit]").click();
    },
  };
}
