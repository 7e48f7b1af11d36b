import { html } from "hono/html";
import type { AppContext } from "../http/app-env.ts";
import { readText } from "../http/body.ts";
import { messagePage, renderPage } from "../http/page.ts";
import { takeToken } from "../http/rate-limit.ts";
import { languageOf } from "../http/visitor.ts";
import { type Reader, readerOf } from "../services/mail/reader.ts";
import { comeBack, unsubscribe } from "../services/mail/unsubscribe.ts";
import { type UnsubscribeWords, unsubscribeWords } from "./unsubscribe-words.ts";

const MAX_BODY = 4096;
/** Posts a minute of one link. */
const MOST = 30;
/** Told to the member who tries it, in the language of the console. */
const OF_A_TEST = "Your readers will be. This mail was a test, so nothing was changed.";

/** GET and HEAD of /u/TOKEN: asks whether mail shall end. Scanners open it: it changes nothing. */
export async function unsubscribePage(c: AppContext): Promise<Response> {
  const reader = await readerOfLink(c);
  return reader instanceof Response ? reader : askPage(c, reader);
}

/**
 * POST /u/TOKEN ends mail to the reader: with `List-Unsubscribe=One-Click` from a mail program
 * (RFC 8058: no cookie, no redirect, no second step) or by the page's own form, which also takes it
 * back. Any other body changes nothing and shows the page. Safe to send twice.
 */
export async function postUnsubscribe(c: AppContext): Promise<Response> {
  const body = await readText(c.req.raw, MAX_BODY);
  const reader = await readerOfLink(c);
  if (reader instanceof Response) return reader;
  const { ctx, deps } = c.var;
  takeToken(ctx.now, `unsubscribe:${reader.invitation}`, MOST, MOST);
  const form = new URLSearchParams(body);
  const words = wordsOf(c, reader);
  if (form.get("do") === "back") {
    const back = await comeBack(ctx, deps, reader);
    return told(c, reader, back ? words.back : words.ask, back ? words.backAfter : words.stays);
  }
  // Providers send the one pair as a form of either kind.
  const oneClick = /\bOne-Click\b/u.test(body) && body.includes("List-Unsubscribe");
  if (!oneClick && form.get("do") !== "unsubscribe") return askPage(c, reader);
  if (reader.test) return told(c, reader, words.done, OF_A_TEST);
  await unsubscribe(ctx, deps, reader);
  return told(c, reader, words.done, words.after, button("back", words.mistake));
}

async function readerOfLink(c: AppContext): Promise<Reader | Response> {
  const reader = await readerOf(c.var.deps, c.req.param("token") ?? "");
  return (
    reader ??
    messagePage(
      c,
      400,
      "This link is not valid",
      "It may have been cut by your mail program. Open it again from the mail, or answer the mail and say that you want no more.",
    )
  );
}

function askPage(c: AppContext, reader: Reader): Promise<Response> {
  const words = wordsOf(c, reader);
  return told(c, reader, words.ask, words.about, button("unsubscribe", words.yes));
}

/** In the language of the mail, else of the browser. */
function wordsOf(c: AppContext, reader: Reader): UnsubscribeWords & { lang: string } {
  return unsubscribeWords(reader.language ?? languageOf(c) ?? "en");
}

type Html = ReturnType<typeof html>;

/** The form goes to the address it stands at: no other is ever named. */
function button(what: "unsubscribe" | "back", text: string): Html {
  return html`<form class="plain" method="post">
    <input type="hidden" name="do" value="${what}" /><button class="send">${text}</button>
  </form>`;
}

function told(c: AppContext, reader: Reader, title: string, text: string, form?: Html) {
  return renderPage(c, {
    title,
    lang: wordsOf(c, reader).lang,
    from: reader.from,
    main: html`<section>
      <h1>${title}</h1>
      <p>${text.replace("{from}", reader.from)}</p>
      ${form ?? ""}
    </section>`,
  });
}
