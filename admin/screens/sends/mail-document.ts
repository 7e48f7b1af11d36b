type Policy = { createHTML(html: string): string };
type Factory = { createPolicy(name: string, rules: Policy): Policy };

/** An empty page that a mail is put into. */
export const MAIL_PAGE = `${import.meta.env.BASE_URL}mail.html`;

/** The one place where the console parses HTML: what goes into a frame that runs no scripts. */
const policy: Policy = (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy(
  "mail-preview",
  {
    createHTML: (html) => html,
  },
) ?? { createHTML: (html) => html };

/** A mail without what a content security policy forbids in a page: styles are set apart. */
export type Parts = { html: string; sheets: string[] };

const STYLE = "data-mail-style";

const DARK = /\(\s*prefers-color-scheme\s*:\s*dark\s*\)/giu;

/**
 * Takes the styles out of a mail that our own renderer made. A frame has no scheme of its own, so
 * rules for the dark one hold always or never.
 */
export function partsOf(mail: string, theme: "light" | "dark"): Parts {
  const sheets: string[] = [];
  const html = mail
    // What Outlook alone reads is no part of what is shown.
    .replaceAll(/<!--[\s\S]*?-->/gu, "")
    .replaceAll(/<style\b[^>]*>([\s\S]*?)<\/style>/giu, (_, css: string) => {
      sheets.push(css.replaceAll(DARK, theme === "dark" ? "(min-width: 0)" : "(max-width: 0)"));
      return "";
    })
    .replaceAll(/(<[a-z][^>]*?)\sstyle="/giu, `$1 ${STYLE}="`);
  return { html, sheets };
}

/** Links look like links and lead nowhere. */
const STILL = "a { pointer-events: none; } html { scrollbar-width: thin; }";

/**
 * Puts a mail into a frame's page. The console's policy allows no inline styles, and the frame's
 * page inherits it: so styles are set by calls, which it does allow.
 */
export function fillFrame(frame: HTMLIFrameElement, mail: string, theme: "light" | "dark"): void {
  const page = frame.contentDocument;
  const view = frame.contentWindow as (Window & { CSSStyleSheet: typeof CSSStyleSheet }) | null;
  if (!page || !view) return;
  const { html, sheets } = partsOf(mail, theme);
  const parsed = new DOMParser().parseFromString(policy.createHTML(html), "text/html");
  page.documentElement.replaceWith(page.adoptNode(parsed.documentElement));
  for (const element of page.querySelectorAll<HTMLElement>(`[${STYLE}]`)) {
    element.style.cssText = element.getAttribute(STYLE) ?? "";
    element.removeAttribute(STYLE);
  }
  for (const link of page.querySelectorAll("a")) link.tabIndex = -1;
  page.adoptedStyleSheets = [...sheets, STILL].map((css) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
}
