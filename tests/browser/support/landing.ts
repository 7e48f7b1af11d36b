import type { WidgetManifest } from "../../../widgets/build.ts";

/** The page of a hosted survey or a one-click link, as the Worker writes it. */
export function landing(manifest: WidgetManifest, page: object): string {
  const data = JSON.stringify(page).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Survey</title><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; require-trusted-types-for 'script'">
<link rel="stylesheet" href="${manifest.pageCss}"><script type="application/json" id="ask">${data}</script>
<script type="module" src="${manifest.page}"></script><body class="landing"><header>Halden Outdoor</header>
<main id="verbatim"><form class="plain"><p class="trap" aria-hidden="true"><label>Leave this empty <input name="hp" tabindex="-1"></label><a href="/e/trap" tabindex="-1">.</a></p>
<button class="send">Send</button></form></main></body></html>`;
}
