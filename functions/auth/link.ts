import { html } from "hono/html";
import type { AppContext } from "../http/app-env.ts";
import { messagePage, renderPage } from "../http/page.ts";
import { sessionToken, setSession } from "../http/session-cookie.ts";
import { redeemLink } from "../services/accounts/redeem-link.ts";
import { tokenOfAddress, tokenOfForm } from "./token.ts";

/** GET /auth/link: a page with a button. It uses nothing up, so mail scanners may open it. */
export async function linkPage(c: AppContext): Promise<Response> {
  const token = tokenOfAddress(c);
  if (token === undefined) return badLink(c);
  return renderPage(c, {
    title: "Sign in",
    lang: "en",
    from: "Verbatim",
    main: html`<section>
      <h1>Sign in to Verbatim</h1>
      <p>This link works once.</p>
      <form class="plain" method="post" action="/auth/link">
        <input type="hidden" name="token" value="${token}" /><button class="send">Sign in</button>
      </form>
    </section>`,
  });
}

/** POST /auth/link: uses the link up and opens a session. */
export async function postLink(c: AppContext): Promise<Response> {
  const token = await tokenOfForm(c);
  const { ctx, deps } = c.var;
  const session = token && (await redeemLink(ctx, deps, token, sessionToken(c)));
  if (!session) return badLink(c);
  setSession(c, session.token, session.maxAge);
  return c.redirect("/app", 303);
}

function badLink(c: AppContext): Promise<Response> {
  return messagePage(
    c,
    400,
    "This link does not work",
    "It was used before, or it has expired. Open the console and ask for a new one.",
  );
}
