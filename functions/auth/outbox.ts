import { html } from "hono/html";
import { AppError } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { renderPage } from "../http/page.ts";

const MOST = 50;

/** GET /auth/outbox: mail that would have been sent, newest first. On a machine of one's own only. */
export async function outboxPage(c: AppContext): Promise<Response> {
  if (!c.var.settings.LOCAL) throw new AppError("not_found");
  const mails = await c.var.deps.mails.waiting(MOST);
  return renderPage(c, {
    title: "Outbox",
    lang: "en",
    from: "Verbatim",
    main: html`<section>
      <h1>Outbox</h1>
      <p>No mail provider is set up, so mail waits here. Only this machine can open this page.</p>
      ${mails.length === 0 ? html`<p>There is no mail yet.</p>` : ""}
      ${mails.map(
        (mail) =>
          html`<article>
            <h2>${mail.subject}</h2>
            <p>To ${mail.to}, <time>${new Date(mail.createdAt).toISOString()}</time></p>
            ${paragraphs(mail.text)}
          </article>`,
      )}
    </section>`,
  });
}

/** Plain text as paragraphs; one that is an address becomes a link. */
function paragraphs(text: string) {
  return text
    .trim()
    .split("\n\n")
    .map((part) =>
      /^https?:\/\/\S+$/u.test(part)
        ? html`<p><a href="${part}">${part}</a></p>`
        : html`<p>${part}</p>`,
    );
}
