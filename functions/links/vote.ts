import { html } from "hono/html";
import { Vote } from "../../domain/wire/ingest.ts";
import type { AppContext } from "../http/app-env.ts";
import { MAX_BODY, checkJsonType, parse, parseJson, readText } from "../http/body.ts";
import { answersOf, thanksOf } from "../http/form.ts";
import { orClosedPage, renderPage } from "../http/page.ts";
import { limitVisitor } from "../http/rate-limit.ts";
import { deviceOf } from "../http/visitor.ts";
import { takeVote } from "../services/links/vote.ts";
import { askOf, followLink, frameOf, originOf } from "./landing.ts";

/** POST /e/TOKEN: the vote of one visit, from the page's script (JSON) or its plain form. */
export async function castVote(c: AppContext): Promise<Response> {
  const { ctx, deps } = c.var;
  limitVisitor(c, "vote");
  const text = await readText(c.req.raw, MAX_BODY);
  const link = await followLink(c);
  if (link instanceof Response) return link;
  const ask = askOf(c, link);
  const page = { ...originOf(c), language: ask.lang, device: deviceOf(c) };
  if (!c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    checkJsonType(c.req.raw);
    return c.json(await takeVote(ctx, deps, link, parse(Vote, parseJson(text)), page));
  }
  const form = new URLSearchParams(text);
  const { rev: _, ...vote } = parse(Vote, {
    visit: form.get("visit") ?? "",
    rev: 0,
    answers: answersOf(ask, form),
    complete: true,
    // Without script a pressed button is the touch.
    evidence: { touched: true, dwell: 0, webdriver: false, hp: form.get("hp") ?? "" },
  });
  const frame = frameOf(link, ask);
  const closed = await orClosedPage(c, () => takeVote(ctx, deps, link, vote, page), frame);
  if (closed) return closed;
  return renderPage(c, {
    ...frame,
    title: ask.thanks.title,
    rtl: ask.rtl,
    main: html`<section>${thanksOf(ask, {})}</section>`,
  });
}
