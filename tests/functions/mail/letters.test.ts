import { describe, expect, it } from "vitest";
import { contrast } from "../../../domain/survey/look.ts";
import type { Definition, ScoreQuestion } from "../../../domain/wire/survey.ts";
import { type LetterInput, type Recipient, letters } from "../../../functions/mail/index.ts";
import { outlookWarnings } from "../../../functions/mail/outlook.ts";
import { paintFor } from "../../../functions/mail/paint.ts";
import { MAIL_LANGUAGES } from "../../../functions/mail/words.ts";
import { npsDefinition } from "../../support/app.ts";

const scale = (more: Partial<ScoreQuestion>): Definition => ({
  ...npsDefinition,
  metric: more.metric === undefined || more.metric === "rating" ? "nps" : more.metric,
  questions: [{ ...(npsDefinition.questions[0] as ScoreQuestion), ...more }],
});
const NPS = scale({ text: { en: "How likely?", de: "Wie wahrscheinlich?", ar: "ما مدى؟" } });
const STARS = scale({ metric: "csat", min: 1, max: 5, style: "stars" });
const FACES = scale({
  metric: "csat",
  min: 1,
  max: 5,
  style: "faces",
  labels: ["Awful", "Bad", "Fine", "Good", "Great"],
});
const CES = scale({ metric: "ces", min: 1, max: 7 });

const input = (more: Partial<LetterInput> = {}): LetterInput => ({
  survey: NPS,
  letter: {
    subject: { en: "One question, {{first_name|dear reader}}", de: "Eine Frage" },
    preview: "It takes ten seconds",
    intro: "Hello {{first_name|there}},\n\nthank you for {{ product }}.",
    closing: "We read all of it.",
    reminder: "Still one question",
  },
  language: "en",
  sender: { fromName: "Acme", address: "Acme Ltd, 1 High Street, London" },
  workspaceName: "Acme",
  kind: "invitation",
  ...more,
});
const reader = (survey: Definition, more: Partial<Recipient> = {}): Recipient => {
  const { min, max } = survey.questions[0] as ScoreQuestion;
  return {
    attributes: { first_name: "Ann", product: "the tent" },
    links: Array.from(
      { length: max - min + 1 },
      (_, i) => `https://v.example/e/${"T".repeat(60)}${min + i}`,
    ),
    link: `https://v.example/e/${"N".repeat(60)}`,
    trap: `https://v.example/e/${"X".repeat(60)}`,
    unsubscribe: `https://v.example/u/${"U".repeat(60)}`,
    ...more,
  };
};
const written = async (more: Partial<LetterInput> = {}, to: Partial<Recipient> = {}) => {
  const given = input(more);
  return (await letters.compile(given)).fill(reader(given.survey, to));
};

describe.each([
  ["NPS", NPS, 11],
  ["stars", STARS, 5],
  ["faces", FACES, 5],
  ["CES", CES, 7],
])("the mail of %s", (_, survey, values) => {
  it("has one labelled link of 44 px for each value, and words for what it means", async () => {
    const { html } = await written({ survey });
    const cells = [
      ...html.matchAll(
        /<a class="pick" href="([^"]+)"[^>]*aria-label="([^"]+)"[^>]*>|<a [^>]*aria-label="([^"]+)"[^>]*>/gu,
      ),
    ];
    expect(cells).toHaveLength(values);
    for (const [tag] of cells) expect(tag).toContain("line-height:44px");
    for (const link of reader(survey).links) expect(html).toContain(`href="${link}"`);
  });

  it("says the same as plain text, with the same links and without the trap", async () => {
    const { text } = await written({ survey });
    const to = reader(survey);
    for (const link of [...to.links, to.link, to.unsubscribe]) expect(text).toContain(link);
    expect(text).not.toContain(to.trap);
    expect(text).toContain("1 High Street");
    expect(text).not.toMatch(/[<>]|&#/u);
  });

  it("is small, runs nothing and loads nothing", async () => {
    const { html } = await written({ survey });
    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
    expect(html).not.toMatch(/<script|<img|<link|@import|@font-face|url\(|src=|\son[a-z]+=/iu);
    const hosts = [...html.matchAll(/https?:\/\/([^/"\s]+)/gu)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set(["v.example", "www.w3.org"]));
  });

  it("breaks no rule of Outlook's engine", async () => {
    expect(outlookWarnings((await written({ survey })).html)).toEqual([]);
  });
});

describe("words", () => {
  it("puts attributes in, what stands in for them, and nothing twice", async () => {
    expect((await written()).subject).toBe("One question, Ann");
    const none = await written({}, { attributes: {} });
    expect(none.subject).toBe("One question, dear reader");
    expect(none.text).toContain("thank you for .");
    // A value that looks like a place is a value.
    const sly = await written({}, { attributes: { first_name: "{{product}}\ue0000\ue001" } });
    expect(sly.subject).toContain("{{product}}");
    expect(sly.subject).not.toContain("dear");
  });

  it("knows no attribute by its prototype", async () => {
    const given = input({ letter: { subject: "{{constructor|x}}", intro: "{{to_string|y}}" } });
    const { subject } = (await letters.compile(given)).fill(reader(NPS));
    expect(subject).toBe("x");
  });

  it("are the person's language, the survey's own where it has no words, and right to left", async () => {
    const german = await written({ language: "de-AT" });
    expect(german.subject).toBe("Eine Frage");
    expect(german.html).toContain("Abmelden");
    expect((await written({ language: "xx" })).html).toContain('lang="en"');
    const arabic = await written({ language: "ar" });
    expect(arabic.html).toMatch(/<html[^>]*dir="rtl"/u);
    expect(arabic.html).toContain("إلغاء الاشتراك");
    expect(MAIL_LANGUAGES).toEqual(
      expect.arrayContaining(["en", "de", "fr", "es", "it", "nl", "pt"]),
    );
  });

  it("of a reminder and of a test stand in the subject", async () => {
    expect((await written({ kind: "reminder" })).subject).toBe("Still one question");
    expect((await written({ kind: "test" })).subject).toBe("[Test] One question, Ann");
  });

  it("refuses to leave a link out", async () => {
    const given = input();
    const compiled = await letters.compile(given);
    expect(() => compiled.fill(reader(NPS, { links: [] }))).toThrow(RangeError);
    await expect(letters.compile(input({ survey: { ...NPS, metric: "none" } }))).rejects.toThrow(
      TypeError,
    );
  });
});

describe("the trap", () => {
  it("stands in the HTML once, without text, unseen, unheard and never focused", async () => {
    const { html } = await written();
    const { trap } = reader(NPS);
    expect(html.split(trap)).toHaveLength(2);
    const [tag = ""] = new RegExp(`<a[^>]*href="${trap}"[^>]*></a>`, "u").exec(html) ?? [];
    expect(tag).toContain('aria-hidden="true"');
    expect(tag).toContain('tabindex="-1"');
    expect(tag).toContain("display:none");
    expect(tag).toContain("mso-hide:all");
    expect(html).toContain(`<div aria-hidden="true" style="display:none`);
  });
});

const HOSTILE = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  "<!--[if mso]><b><![endif]-->",
  "--><b>",
  "</title></style><svg onload=alert(1)>",
  "javascript:alert(1)",
  "&lt;b&gt;",
  "\u202egnp.exe",
  "a\r\nBcc: victim@example.com",
  "a\u0000b",
  "\ue0000\ue001\ue010\ue011",
  "{{unsubscribe}}{{link}}",
  "${7*7}#{7*7}<%= 7*7 %>",
];

describe("hostile text", () => {
  it.each(HOSTILE)("stays text wherever it stands: %j", async (hostile) => {
    const survey = scale({ text: hostile, low: hostile, high: hostile });
    const { html, subject } = await written(
      {
        survey,
        letter: {
          subject: `x ${hostile} {{first_name}}`,
          intro: hostile,
          closing: hostile,
          preview: hostile,
        },
        sender: { fromName: hostile, address: hostile },
        workspaceName: hostile,
      },
      { attributes: { first_name: hostile, product: hostile } },
    );
    // What a browser makes of it: no element and no attribute but ours.
    const plain = await written({ survey: scale({ text: "q", low: "l", high: "h" }) });
    const names = (text: string) =>
      new Set(
        [...text.replace(/<!--.*?-->/gsu, "").matchAll(/<([a-z0-9]+)/giu)].map(([, name]) => name),
      );
    // A line that ends is a line that ends.
    const known = names(plain.html).add("br");
    expect([...names(html)].filter((name) => !known.has(name))).toEqual([]);
    expect(html).not.toMatch(/<[^>]*\son[a-z]+=/iu);
    expect(html).not.toMatch(/href="(?!https:\/\/v\.example\/)/u);
    expect(html.match(/<!--/gu)?.length).toBe(plain.html.match(/<!--/gu)?.length);
    expect(subject).not.toMatch(/[\r\n\0]/u);
  });
});

describe("colours", () => {
  it.each(["#5b43c4", "#ffff00", "#000000", "#ffffff", "#808080", "#00ff88"])(
    "read in both schemes with the accent %s",
    (accent) => {
      for (const paint of Object.values(paintFor(accent))) {
        for (const ink of [paint.text, paint.soft, paint.accent])
          expect(contrast(ink, paint.card)).toBeGreaterThanOrEqual(4.5);
        for (const ink of [paint.text, paint.soft])
          expect(contrast(ink, paint.page)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it("of the dark are only recoloured: the sheet moves nothing there", async () => {
    const { html } = await written();
    const dark = /@media \(prefers-color-scheme:dark\)\{(.*?)\}\}/u.exec(html)?.[1] ?? "";
    expect(dark).toContain(".card");
    for (const [, name] of dark.matchAll(/([a-z-]+):/gu))
      expect(["background-color", "color", "border-color"]).toContain(name);
    expect(html).toContain('name="color-scheme"');
  });
});

describe("rules of Outlook's engine", () => {
  const outer = (body: string) => `<!--[if mso]><table><![endif]-->${body}`;
  it.each([
    ['<div style="display:flex">', "flex"],
    ['<div style="display:grid">', "grid"],
    ['<p style="position:absolute">', "position"],
    ['<p style="float:left">', "float"],
    ['<td style="background-image:url(x.png)">', "background pictures"],
    ['<p style="color:rgba(0,0,0,.5)">', "#rrggbb"],
    ['<p style="width:calc(1px + 1px)">', "calc"],
    ["<table>", "cellpadding"],
    ['<p style="line-height:20px">', "line height"],
    ['<div style="max-width:600px">', "max-width"],
    ['<td style="background-color:#ffffff">', "bgcolor"],
    ['<div style="padding:4px">', "padding of a div"],
    ["<svg></svg>", "svg"],
    ["<button>", "button"],
    ['<img src="x.png">', "width"],
    ["<script></script>", "script"],
    ['<link rel="x">', "fonts"],
    ['<p style="transition:all 1s">', "transforms"],
    [`<p>${"x".repeat(103_000)}</p>`, "102 kB"],
    ['<p style="font-family:Foo">', "Times"],
  ])("%s is told", (bad, word) => {
    const html = word === "max-width" ? bad : outer(bad);
    expect(outlookWarnings(html).some((says) => says.includes(word))).toBe(true);
    expect(outlookWarnings(outer("<p>Hello</p>"))).toEqual([]);
  });
});

describe("the block for another tool", () => {
  it.each([
    ["mailchimp", "*|VERB10|*", "VERB10"],
    ["klaviyo", "{{ person|lookup:'verbatim_10' }}", "verbatim_10"],
    ["hubspot", "{{ contact.verbatim_10 }}", "verbatim_10"],
    ["salesforce", "%%verbatim_10%%", "verbatim_10"],
    ["plain", "{{verbatim_10}}", "verbatim_10"],
  ] as const)("of %s has a tag in the place of each link", async (tool, tag, field) => {
    const { html, text, tags } = await letters.block(NPS, "en", tool);
    expect(tags).toHaveLength(13);
    expect(tags.find((one) => one.tag === tag)).toMatchObject({ field });
    for (const one of tags) expect(html).toContain(`href="${one.tag}"`);
    expect(html).not.toContain('href=""');
    expect(text).toContain(tag);
    expect(Math.max(...tags.map((one) => one.field.length))).toBeLessThan(20);
    if (tool === "mailchimp")
      for (const one of tags) expect(one.field).toMatch(/^[A-Z0-9]{1,10}$/u);
    expect(html).not.toMatch(/<(?:html|body|style|script)/u);
  });
});
