import { html, raw } from "hono/html";
import { isRightToLeft } from "../../domain/survey/frame.ts";
import { type PageLook, lookName } from "../../domain/survey/page-look.ts";
import { type PageWords, pageWordsFor } from "../../domain/survey/page-words.ts";
import { AppError } from "../errors.ts";
import type { AppContext } from "./app-env.ts";
import { languageOf } from "./visitor.ts";
import { widgetFiles } from "./widget-files.ts";

type Html = ReturnType<typeof html>;

/** What pages of one survey have in common, whatever they say. */
export type PageFrame = {
  lang: string;
  /** Name of the shop or team that asks, above the page. */
  from: string;
  look?: PageLook | undefined;
};

/** What a messenger shows of a link: nothing in it is about who follows it. */
type Card = { title: string; url: string };

/** A public page of ours: what stands in it, and the data its script starts from. */
export type Page = PageFrame & {
  title: string;
  rtl?: boolean | undefined;
  main: Html;
  /** The other languages that it can be had in, and this one. */
  languages?: readonly { tag: string; name: string; href: string }[] | undefined;
  card?: Card | undefined;
  /** Where who came by mail can end such mails. */
  stop?: string | undefined;
  /** Data for the page script. */
  data?: unknown;
  /** Loads the page script without any: it tells times by the reader's clock. */
  times?: boolean;
  status?: PageStatus;
};

type PageStatus = 200 | 400 | 404 | 409 | 410 | 422 | 429 | 503;

/**
 * Renders a public page: never cached, no referrer, never indexed, every text escaped. The data
 * stands in a block that is not executed, with "<" escaped so that it cannot end early. Its colours
 * come as a style sheet of their own, since the policy of these pages knows no inline style.
 */
export async function renderPage(c: AppContext, page: Page): Promise<Response> {
  const files = await widgetFiles(c.var.deps.assets);
  const json =
    page.data === undefined ? undefined : JSON.stringify(page.data).replaceAll("<", "\\u003c");
  const words = pageWordsFor(page.lang);
  const rtl = page.rtl ?? isRightToLeft(page.lang);
  const body = await html`<!doctype html>
    <html lang="${page.lang}" dir="${rtl ? "rtl" : "ltr"}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <link rel="stylesheet" href="${files.pageCss}" />
        ${page.look ? html`<link rel="stylesheet" href="/s/look/${lookName(page.look)}" />` : ""}
        ${page.card ? cardOf(c, page, page.card, words, files.card) : ""}
        ${
          json === undefined
            ? ""
            : html`<script type="application/json" id="ask">
                ${raw(json)}
              </script>`
        }
        ${json !== undefined || page.times ? html`<script type="module" src="${files.page}"></script>` : ""}
      </head>
      <body class="landing">
        <header>
          ${fromOf(page)}${page.languages ? switchOf(page.languages, page.lang, words) : ""}
        </header>
        <main id="verbatim">${page.main}</main>
        ${page.look ? footerOf(page, words) : ""}
      </body>
    </html>`;
  return c.html(body, page.status ?? 200, {
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
    // A page in the language that the browser asks for.
    vary: "Accept-Language",
  });
}

function footerOf({ from, stop }: Page, words: PageWords): Html {
  return html`<footer>
    <span>${words.asked.replace("{name}", from)}</span>${
      stop ? html`<a href="${stop}">${words.stop}</a>` : ""
    }
  </footer>`;
}

/** Who asks. Above a survey it is the heading of the page: the questions stand below it. */
function fromOf({ from, data }: Page): Html {
  return data === undefined
    ? html`<span class="from">${from}</span>`
    : html`<h1 class="from">${from}</h1>`;
}

/** Every language in its own name, as a link: it works without script. */
function switchOf(languages: NonNullable<Page["languages"]>, now: string, words: PageWords): Html {
  return html`<nav class="languages" aria-label="${words.language}">
    ${languages.map(
      ({ tag, name, href }) =>
        html`<a
          href="${href}"
          lang="${tag}"
          hreflang="${tag}"
          ${tag === now ? raw('aria-current="true"') : ""}
          >${name}</a
        >`,
    )}
  </nav>`;
}

/** Open Graph: what the survey asks and who does. The picture is the same for every survey. */
function cardOf(c: AppContext, page: Page, card: Card, words: PageWords, picture: string): Html {
  const { origin } = new URL(c.var.settings.PUBLIC_ORIGIN);
  const told = {
    "og:type": "website",
    "og:title": card.title,
    "og:description": words.asked.replace("{name}", page.from),
    "og:site_name": page.from,
    "og:locale": page.lang.replace("-", "_"),
    "og:url": card.url,
    "og:image": `${origin}${picture}`,
    "og:image:width": "1200",
    "og:image:height": "630",
  };
  return html`<meta name="description" content="${told["og:description"]}" />
    <meta name="twitter:card" content="summary" />
    ${Object.entries(told).map(([name, value]) => html`<meta property="${name}" content="${value}" />`)}`;
}

/** A page that only says something: a closed survey, a link that does not work. */
export function messagePage(
  c: AppContext,
  status: PageStatus,
  title: string,
  text: string | Html,
  frame: PageFrame = strangersFrame(c),
): Promise<Response> {
  return renderPage(c, {
    ...frame,
    title,
    // What is said is in our own words, which may not exist in the language of the survey.
    lang: pageWordsFor(frame.lang).lang,
    times: typeof text !== "string",
    status,
    main: html`<section>
      <h1>${title}</h1>
      <p>${text}</p>
    </section>`,
  });
}

/** Our own words, in the language of a survey or, where there is none, of the browser. */
export function wordsOf(c: AppContext, frame?: PageFrame): PageWords {
  return pageWordsFor((frame ?? strangersFrame(c)).lang);
}

function strangersFrame(c: AppContext): PageFrame {
  return { lang: pageWordsFor(languageOf(c) ?? "en").lang, from: "Verbatim" };
}

/** The page of a survey that was closed or paused. */
export function closedPage(c: AppContext, frame?: PageFrame): Promise<Response> {
  return messagePage(c, 410, ...wordsOf(c, frame).closed, frame);
}

/**
 * Answers a plain form whose survey stopped too long ago with a page; every other failure goes on.
 * @throws whatever else `work` throws
 */
export async function orClosedPage(
  c: AppContext,
  work: () => Promise<unknown>,
  frame?: PageFrame,
): Promise<Response | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === "gone") return closedPage(c, frame);
    throw error;
  }
}
