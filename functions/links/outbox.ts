import { html, raw } from "hono/html";
import { AppError, found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { type SampleMail, sampleMail } from "../services/mail/sample.ts";

const MOST = 50;
/** The sample invitation has no row: it is written when it is looked at. */
const SAMPLE = "sample";
const WIDTHS = { desktop: 720, phone: 375 } as const;

/** A mail that waits, as the page shows it. */
type Waiting = { id: string; to: string; subject: string; at: number };

/**
 * GET /demo/mail: mail that would have gone out, newest first, and one of them as it looks, at the
 * width of a phone or a desktop. On machines of one's own only.
 */
export async function outboxPage(c: AppContext): Promise<Response> {
  if (!c.var.settings.LOCAL) throw new AppError("not_found");
  const mails = await allMails(c);
  const shown = mails.find(({ id }) => id === c.req.query("mail")) ?? mails[0];
  const width = c.req.query("width") === "phone" ? "phone" : "desktop";
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Outbox</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <nav aria-label="Mails">
          <h1>Outbox</h1>
          <p>No mailer is set up, so mail waits on this machine.</p>
          <ol>
            ${mails.map(
              (mail) =>
                html`<li>
                  <a
                    href="?mail=${mail.id}&amp;width=${width}"
                    ${mail === shown ? raw('aria-current="true"') : ""}
                    ><b>${mail.subject}</b><span>${mail.to}</span
                    ><time
                      >${new Date(mail.at).toISOString().slice(0, 16).replace("T", " ")} UTC</time
                    ></a
                  >
                </li>`,
            )}
          </ol>
        </nav>
        <main>${shown ? stage(shown, width) : html`<p>There is no mail yet.</p>`}</main>
      </body>
    </html>`;
  return c.html(page, 200, {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  });
}

function stage(mail: Waiting, width: keyof typeof WIDTHS) {
  return html`<header>
      <h2>${mail.subject}</h2>
      <p>To ${mail.to}</p>
      <p role="group" aria-label="Width">
        ${(["desktop", "phone"] as const).map(
          (name) =>
            html`<a
              href="?mail=${mail.id}&amp;width=${name}"
              ${name === width ? raw('aria-current="true"') : ""}
              >${name === "phone" ? "Phone" : "Desktop"}</a
            >`,
        )}
        <a href="/demo/mail/${mail.id}?as=text">Plain text</a>
      </p>
    </header>
    <iframe
      title="The mail"
      width="${WIDTHS[width]}"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      src="/demo/mail/${mail.id}"
    ></iframe>`;
}

/** GET /demo/mail/ID: the mail itself, as a mail program gets it; its policy lets nothing run or load. */
export async function outboxMail(c: AppContext): Promise<Response> {
  if (!c.var.settings.LOCAL) throw new AppError("not_found");
  const id = c.req.param("id") ?? "";
  const mail = found(
    id === SAMPLE ? await sampleMail(c.var.ctx, c.var.deps) : await c.var.deps.mails.inOutbox(id),
  );
  const headers = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy":
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  };
  if (c.req.query("as") === "text" || mail.html === null) return c.text(mail.text, 200, headers);
  return c.html(mail.html, 200, headers);
}

async function allMails(c: AppContext): Promise<Waiting[]> {
  const { ctx, deps } = c.var;
  const [sample, waiting] = await Promise.all([sampleMail(ctx, deps), deps.mails.waiting(MOST)]);
  const own = (mail: SampleMail): Waiting => ({
    id: SAMPLE,
    to: mail.to,
    subject: mail.subject,
    at: mail.at,
  });
  return [
    ...waiting.map(({ id, to, subject, createdAt }) => ({ id, to, subject, at: createdAt })),
    ...(sample ? [own(sample)] : []),
  ];
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9dae0, #34363c); --soft: light-dark(#5a5c66, #b0b2bb); --back: light-dark(#f2f2f5, #0f1012); --sheet: light-dark(#ffffff, #1b1c1f); --mark: light-dark(#5b43c4, #9d8ff5); }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 20rem 1fr; min-height: 100vh; font: 15px/1.5 system-ui, sans-serif; background: var(--back); color: light-dark(#16171a, #f0f0f3); }
h1 { font-size: 1.25rem; margin: 0; } h2 { font-size: 1.125rem; margin: 0; overflow-wrap: anywhere; } p { margin: 0; color: var(--soft); }
nav { border-inline-end: 1px solid var(--line); background: var(--sheet); padding: 16px; overflow: auto; max-height: 100vh; position: sticky; top: 0; }
ol { list-style: none; margin: 16px -8px 0; padding: 0; }
li a { display: grid; padding: 10px 8px; border-radius: 6px; color: inherit; text-decoration: none; }
li a:hover { background: var(--back); } li a[aria-current] { background: var(--back); box-shadow: inset 3px 0 var(--mark); }
li b, li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } li span, time { color: var(--soft); font-size: 13px; }
main { display: flex; flex-direction: column; gap: 16px; padding: 24px; min-width: 0; }
[role=group] { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
[role=group] a { padding: 8px 14px; border: 1px solid var(--line); border-radius: 6px; color: inherit; text-decoration: none; background: var(--sheet); }
[role=group] a[aria-current] { border-color: var(--mark); color: var(--mark); font-weight: 600; }
a:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
iframe { flex: 1; min-height: 640px; max-width: 100%; border: 1px solid var(--line); border-radius: 8px; background: #fff; color-scheme: light dark; }
@media (max-width: 720px) { body { display: flex; flex-direction: column; } nav { max-height: 40vh; position: static; border-inline-end: 0; border-bottom: 1px solid var(--line); } main { padding: 16px; } }
`;
