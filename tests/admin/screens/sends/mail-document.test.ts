import { expect, it } from "vitest";
import { partsOf } from "../../../../admin/screens/sends/mail-document.ts";

const MAIL =
  '<html><head><style type="text/css">a{color:red}\n@media ( prefers-color-scheme: dark ){a{color:blue}}</style></head>' +
  '<body style="margin:0"><td align="center"\nstyle="padding:1px">a style="b"</td></body></html>';

it("a mail's styles are set apart, since the console's policy forbids them in place", () => {
  const { html, sheets } = partsOf(MAIL, "light");
  expect(html).not.toMatch(/<style/u);
  expect(html).not.toMatch(/<[^>]*\sstyle=/u);
  expect(html).toContain('<body data-mail-style="margin:0">');
  // Only in tags: what is said stays as it is.
  expect(html).toContain('data-mail-style="padding:1px">a style="b"</td>');
  expect(sheets).toHaveLength(1);
});

it("what only Outlook reads is left out", () => {
  const mso = "<head><!--[if mso]><style>a{width:9px}</style><![endif]--></head>";
  expect(partsOf(mso, "light")).toEqual({ html: "<head></head>", sheets: [] });
});

it("rules for the dark scheme hold always or never", () => {
  expect(partsOf(MAIL, "dark").sheets[0]).toContain("@media (min-width: 0){a{color:blue}}");
  expect(partsOf(MAIL, "light").sheets[0]).toContain("@media (max-width: 0){a{color:blue}}");
});
