import type { Mail } from "../../adapters/mailer/mailer.ts";
import type { Context } from "../../context.ts";

/** The mail with a link that signs its reader in. */
export function signInLetter(ctx: Context, to: string, link: string): Mail {
  return letter(ctx, to, "Your sign-in link for Verbatim", {
    before: "Open this link to sign in to Verbatim. It works once, for 15 minutes.",
    link,
    button: "Sign in",
    after: "If you did not ask for it, nothing happens: you can delete this mail.",
  });
}

/** The mail that invites to a workspace. */
export function inviteLetter(ctx: Context, to: string, link: string, workspace: string): Mail {
  return letter(ctx, to, `You are invited to ${workspace} on Verbatim`, {
    before: `You are invited to the workspace ${workspace} on Verbatim. The link works once, for 7 days.`,
    link,
    button: "Open the invitation",
    after: "If you do not know who invites you, you can delete this mail.",
  });
}

type Words = { before: string; link: string; button: string; after: string };

function letter(ctx: Context, to: string, subject: string, words: Words): Mail {
  const { before, link, button, after } = words;
  return {
    id: ctx.newId(),
    to,
    subject,
    text: `${before}\n\n${link}\n\n${after}\n`,
    html: `<!doctype html><html lang="en"><body style="font:16px/1.5 system-ui,sans-serif;color:#16171a">
<p>${escape(before)}</p>
<p><a href="${escape(link)}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#5b43c4;color:#fff;text-decoration:none">${escape(button)}</a></p>
<p style="word-break:break-all;color:#4e5059">${escape(link)}</p>
<p>${escape(after)}</p>
</body></html>`,
    at: ctx.now,
  };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (c) => `&#${c.codePointAt(0)};`);
}
