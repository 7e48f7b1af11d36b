import { readable } from "../../domain/survey/look.ts";

/** Colours of a mail in one scheme, all as #rrggbb: Outlook's engine knows no other way. */
export type Paint = {
  page: string;
  card: string;
  text: string;
  /** Second to the text, and still 4.5:1 on card and page. */
  soft: string;
  /** The workspace's accent, moved until it reads on the card (domain/survey/look). */
  accent: string;
};

export function paintFor(accent: string): { light: Paint; dark: Paint } {
  const light = { page: "#f2f2f5", card: "#ffffff", text: "#16171a", soft: "#5a5c66" };
  const dark = { page: "#0f1012", card: "#1b1c1f", text: "#f0f0f3", soft: "#b0b2bb" };
  return {
    light: { ...light, accent: readable(accent, light.card) },
    dark: { ...dark, accent: readable(accent, dark.card) },
  };
}

/**
 * The one style sheet of a mail: recolours in the dark and stacks the halves of a long scale on a
 * phone. A program that drops it shows the same mail, light and in one row.
 */
export function styleSheet({ dark }: { dark: Paint }): string {
  return [
    ":root{color-scheme:light dark;supported-color-schemes:light dark}",
    "@media (max-width:480px){.half{display:block!important;width:100%!important}.five{width:83.3%!important}}",
    "@media (prefers-color-scheme:dark){",
    `.page{background-color:${dark.page}!important}`,
    `.card,.cell{background-color:${dark.card}!important}`,
    `.text{color:${dark.text}!important}`,
    `.soft{color:${dark.soft}!important}`,
    `.cell{border-color:${dark.accent}!important}`,
    `.pick{color:${dark.accent}!important}`,
    "}",
  ].join("");
}

/**
 * For Outlook's engine alone (a conditional comment): pixels that are pixels, no gaps in tables, and a
 * font that it has, since it falls back to Times where the first one is missing.
 */
export const OUTLOOK_HEAD =
  "<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>" +
  "<style>table{border-collapse:collapse}td,p,h1,a{font-family:Arial,sans-serif!important;mso-line-height-rule:exactly}</style><![endif]-->";

/** It knows no max-width: a table of fixed width around ours. */
export const OUTLOOK_BEFORE =
  '<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->';
export const OUTLOOK_AFTER = "<!--[if mso]></td></tr></table><![endif]-->";
/** It makes only the text of a link a link: room at both sides of a digit. */
export const OUTLOOK_ROOM = "<!--[if mso]>&nbsp;&nbsp;<![endif]-->";
