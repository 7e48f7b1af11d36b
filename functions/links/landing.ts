import { TRAP_SLOT, type LinkClaim } from "../../domain/links/token.ts";
import { askFor } from "../../domain/survey/ask.ts";
import { pageWordsFor } from "../../domain/survey/page-words.ts";
import type { Ask } from "../../domain/wire/site-config.ts";
import type { AppContext } from "../http/app-env.ts";
import { plainForm } from "../http/form.ts";
import { type PageFrame, closedPage, messagePage, renderPage, wordsOf } from "../http/page.ts";
import { limitVisitor } from "../http/rate-limit.ts";
import { UNKNOWN_ADDRESS, addressOf, languageOf } from "../http/visitor.ts";
import { unsubscribeLink } from "../services/mail/unsubscribe-link.ts";
import { linksOf } from "../services/links/links.ts";
import { type OpenLink, openLink } from "../services/links/open.ts";
import { noteVisit } from "../services/links/note.ts";
import type { Origin } from "../services/links/visitor.ts";
import { newVisit } from "../services/links/visit.ts";

/**
 * GET and HEAD of /e/TOKEN: shows the clicked score, preselected, and writes no response, vote,
 * score or invitation state. A visit is noted in the evidence log; the page does not wait for it.
 */
export async function landingPage(c: AppContext): Promise<Response> {
  const link = await followLink(c);
  if (link instanceof Response) return link;
  const { ctx, deps } = c.var;
  const { claim, survey, question } = link;
  const ask = askOf(c, link);
  const frame = frameOf(link, ask);
  if (survey.state !== "live") return closedPage(c, frame);
  ctx.defer(noteVisit(ctx, deps, claim, { method: c.req.method, ...originOf(c) }));
  const words = pageWordsFor(ask.lang);
  // Who gets here by mistake is shown the way back; there is nothing to vote with.
  if (claim.slot === TRAP_SLOT) return messagePage(c, 404, ...words.trapLink, frame);
  const visit = await newVisit(ctx, deps.signer, claim);
  const clicked =
    claim.slot >= question.min && claim.slot <= question.max ? { [question.id]: claim.slot } : {};
  const { origin } = new URL(c.var.settings.PUBLIC_ORIGIN);
  return renderPage(c, {
    ...frame,
    title: ask.questions[0]?.text ?? survey.siteName,
    rtl: ask.rtl,
    stop: await unsubscribeLink(deps.signer, origin, claim),
    main: plainForm(ask, `/e/${c.req.param("token")}`, { visit }, clicked, await trapOf(c, claim)),
    data: {
      kind: "vote",
      mail: claim.invitation.slice(-12),
      slot: claim.slot,
      saved: words.kept,
      confirm: words.confirm,
      refused: words.expired[1],
      host: origin,
      site: survey.site,
      survey: survey.id,
      v: survey.version,
      visit,
      answers: clicked,
      ask,
    },
  });
}

/** Who calls, as far as somebody trustworthy has told. */
export function originOf(c: AppContext): Origin {
  const address = addressOf(c);
  return {
    address: address === UNKNOWN_ADDRESS ? undefined : address,
    agent: c.req.header("user-agent") ?? "",
  };
}

/** What all pages of an invitation have in common. */
export function frameOf({ survey }: OpenLink, ask: Ask): PageFrame {
  return { lang: ask.lang, from: survey.siteName, look: survey.definitions[0]?.look };
}

/** Where the link leads that only a machine finds on the page: to the trap of the same mail. */
async function trapOf(c: AppContext, claim: LinkClaim): Promise<string> {
  const [link = ""] = await linksOf(c.var.deps.signer, "", claim, [TRAP_SLOT]);
  return link;
}

/** The link behind the token, or the page that says why it does not work. */
export async function followLink(c: AppContext): Promise<OpenLink | Response> {
  const link = await openLink(c.var.ctx, c.var.deps, c.req.param("token") ?? "");
  switch (link.kind) {
    case "open":
      return link;
    case "bad":
      // Only tries that fail are held: a working link works for whoever stands behind one address.
      limitVisitor(c, "guess");
      return messagePage(c, 400, ...wordsOf(c).badLink);
    case "expired":
      return messagePage(c, 410, ...wordsOf(c).expired);
  }
}

/** The survey in the language of the invitation, else of the browser. */
export function askOf(c: AppContext, { survey, invitation }: OpenLink): Ask {
  const newest = survey.definitions[0];
  // openLink has found a question in it.
  return askFor(newest as NonNullable<typeof newest>, invitation.language ?? languageOf(c));
}
