import { html } from "hono/html";
import type { AppContext } from "../http/app-env.ts";
import { messagePage, renderPage } from "../http/page.ts";
import { sessionToken, setSession } from "../http/session-cookie.ts";
import { acceptInvite, readInvite } from "../services/accounts/accept-invite.ts";
import { tokenOfAddress, tokenOfForm } from "./token.ts";

/** GET /auth/invite: says who invites whom to what. It uses nothing up. */
export async function invitePage(c: AppContext): Promise<Response> {
  const token = tokenOfAddress(c);
  const invite = token && (await readInvite(c.var.ctx, c.var.deps, token));
  if (!invite) return badInvite(c);
  return renderPage(c, {
    title: "Invitation",
    lang: "en",
    from: "Verbatim",
    main: html`<section>
      <h1>Join ${invite.name}</h1>
      <p>${invite.email} is invited as ${invite.role}.</p>
      <form class="plain" method="post" action="/auth/invite">
        <input type="hidden" name="token" value="${token}" /><button class="send">Accept</button>
      </form>
    </section>`,
  });
}

/** POST /auth/invite: makes the member and signs in. */
export async function postInvite(c: AppContext): Promise<Response> {
  const token = await tokenOfForm(c);
  if (token === undefined) return badInvite(c);
  const accepted = await acceptInvite(c.var.ctx, c.var.deps, token, sessionToken(c));
  switch (accepted.outcome) {
    case "bad_link":
      return badInvite(c);
    case "sign_in_first":
      return renderPage(c, {
        title: "Sign in first",
        lang: "en",
        from: "Verbatim",
        main: html`<section>
          <h1>Sign in first</h1>
          <p>
            ${accepted.email} has an account already. <a href="/app">Sign in</a> with it, then open
            this invitation again.
          </p>
        </section>`,
      });
    case "joined":
      setSession(c, accepted.session.token, accepted.session.maxAge);
      return c.redirect("/app", 303);
  }
}

function badInvite(c: AppContext): Promise<Response> {
  return messagePage(
    c,
    400,
    "This invitation does not work",
    "It was used or taken back, or it has expired. Ask whoever invited you for a new one.",
  );
}
