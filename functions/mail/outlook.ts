/**
 * What the Word engine of Outlook for Windows, and the clipping of large mails, are known to do
 * badly: a list to check HTML against. It is read from those who test there; we have not (docs/mail.md).
 */
type Rule = { says: string; broken: (html: string) => boolean };

const has = (pattern: RegExp) => (html: string) => pattern.test(html);
/** Style attributes alone: a style sheet may hold what Outlook never reads. */
const styled = (pattern: RegExp) => (html: string) =>
  [...html.matchAll(/ style="([^"]*)"/gu)].some(([, style = ""]) => pattern.test(style));
const tags = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<${name}(?=[ >])[^>]*>`, "gu"))].map(([tag]) => tag);
/** Comments for Outlook alone are its own language. */
const withoutComments = (html: string) =>
  html
    .split("<!--")
    .map((part, i) => (i === 0 ? part : part.slice(part.indexOf("-->") + 3)))
    .join("");
const forOutlook = (html: string, what: string) =>
  html
    .split("<!--[if mso]>")
    .slice(1)
    .some((part) => part.slice(0, part.indexOf("-->")).includes(what));

const RULES: Rule[] = [
  {
    says: "Outlook ignores flex and grid: lay out with tables.",
    broken: styled(/display:\s*(?:inline-)?(?:flex|grid)/u),
  },
  {
    says: "Outlook ignores position and float: lay out with tables.",
    broken: styled(/(?:^|;)\s*(?:position|float):/u),
  },
  {
    says: "Outlook shows no background pictures: use a colour.",
    broken: styled(/url\(/u),
  },
  {
    says: "Outlook knows colours as #rrggbb only.",
    broken: styled(/(?:rgba?|hsla?|oklch|oklab|lab|lch|color-mix|light-dark|var)\(/u),
  },
  { says: "Outlook ignores calc(), min() and max().", broken: styled(/(?:calc|min|max|clamp)\(/u) },
  {
    says: "A table without cellpadding and cellspacing gets gaps in Outlook.",
    broken: (html) =>
      tags(withoutComments(html), "table").some(
        (tag) => !/cellpadding="/u.test(tag) || !/cellspacing="/u.test(tag),
      ),
  },
  {
    says: "Outlook adds to a line height that mso-line-height-rule does not fix.",
    broken: (html) =>
      [...html.matchAll(/ style="([^"]*)"/gu)].some(
        ([, style = ""]) =>
          /line-height:\s*[1-9]\d*px/u.test(style) &&
          !/mso-line-height-rule:\s*exactly/u.test(style) &&
          !/display:\s*none/u.test(style),
      ),
  },
  {
    says: "Outlook knows no max-width: put a table of fixed width in a comment for it.",
    broken: (html) => styled(/max-width:\s*[1-9]/u)(html) && !forOutlook(html, "<table"),
  },
  {
    says: "Outlook falls back to Times where the first font is missing: name one for it in a comment.",
    broken: (html) => styled(/font-family:/u)(html) && !forOutlook(html, "font-family"),
  },
  {
    says: "A cell's background needs bgcolor beside its style.",
    broken: (html) =>
      tags(html, "td").some((tag) => /background-color:/u.test(tag) && !/bgcolor="/u.test(tag)),
  },
  {
    says: "Outlook ignores padding of a div: give it to a table cell.",
    broken: (html) => tags(html, "div").some((tag) => /padding/u.test(tag)),
  },
  {
    says: "Outlook shows no svg, video, canvas, form or button.",
    broken: has(/<(?:svg|video|audio|canvas|form|input|button|select|textarea)\b/u),
  },
  {
    says: "A picture needs a width, or Outlook shows it in its own size.",
    broken: (html) => tags(html, "img").some((tag) => !/ width="\d+"/u.test(tag)),
  },
  { says: "Mail programs run no script.", broken: has(/<script\b|\son[a-z]+="/iu) },
  { says: "Outlook loads no fonts of the web.", broken: has(/@font-face|@import|<link\b/iu) },
  {
    says: "Outlook ignores transforms, animations and shadows that carry meaning.",
    broken: styled(/(?:transform|animation|transition):/u),
  },
  {
    says: "Gmail cuts a mail after 102 kB, and with it the link to unsubscribe.",
    broken: (html) => new TextEncoder().encode(html).length > 102_000,
  },
];

/** Every rule that this HTML breaks, as a sentence. */
export function outlookWarnings(html: string): string[] {
  return RULES.filter(({ broken }) => broken(html)).map(({ says }) => says);
}
