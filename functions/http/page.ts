import { html, raw } from "hono/html";
import { AppError } from "../errors.ts";
import type { AppContext } from "./app-env.ts";
import { widgetFiles } from "./widget-files.ts";

type Html = ReturnType<typeof html>;

/** A public page of ours: what stands in it, and the data its script starts from. */
export type Page = {
  title: string;
  lang: string;
  rtl?: boolean | undefined;
  /** Name of the workspace or shop that asks, above the page. */
  from: string;
  main: Html;
  /** Data for the page script; without it no script is loaded. */
  data?: unknown;
  status?: 200 | 400 | 404 | 410 | 503;
};

/**
 * Renders a public page: never cached, no referrer, never indexed, every text escaped. The data
 * stands in a block that is not executed, with "<" escaped so that it cannot end early.
 */
export async function renderPage(c: AppContext, page: Page): Promise<Response> {
  const files = await widgetFiles(c.var.deps.assets);
  const json =
    page.data === undefined ? undefined : JSON.stringify(page.data).replaceAll("<", "\\u003c");
  const body = await html`<!doctype html>
    <html lang="${page.lang}" dir="${page.rtl ? "rtl" : "ltr"}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <link rel="stylesheet" href="${files.pageCss}" />
        ${
          json === undefined
            ? ""
            : html`<script type="application/json" id="ask">
                  ${raw(json)}
                </script>
                <script type="module" src="${files.page}"></script>`
        }
      </head>
      <body class="landing">
        <header>${page.from}</header>
        <main id="verbatim">${page.main}</main>
      </body>
    </html>`;
  return c.html(body, page.status ?? 200, {
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
  });
}

/** A page that only says something: a closed survey, a link that does not work. */
export function messagePage(
  c: AppContext,
  status: 400 | 404 | 410 | 503,
  title: string,
  text: string,
): Promise<Response> {
  return renderPage(c, {
    title,
    lang: "en",
    from: "Verbatim",
    status,
    main: html`<section>
      <h1>${title}</h1>
      <p>${text}</p>
    </section>`,
  });
}

/** The page of a survey that was closed or paused. */
export function closedPage(c: AppContext): Promise<Response> {
  return messagePage(
    c,
    410,
    "This survey is closed",
    "It no longer takes answers. Thank you for wanting to help.",
  );
}

/**
 * Answers a plain form whose survey stopped too long ago with a page; every other failure goes on.
 * @throws whatever else `work` throws
 */
export async function orClosedPage(
  c: AppContext,
  work: () => Promise<unknown>,
): Promise<Response | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === "gone") return closedPage(c);
    throw error;
  }
}
