import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_LANGUAGES, pageWordsFor } from "../../../domain/survey/page-words.ts";
import {
  type TestApp,
  npsDefinition,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";
import { readPage } from "../../support/page.ts";

let app: TestApp;
let home: { workspace: string; site: string };
beforeAll(async () => {
  app = await testApp();
  home = await seedWorkspace(app);
});
afterAll(() => app.close());

const open = async (path: string, language?: string) => {
  const reply = await app.request(path, {
    headers: language ? { "accept-language": language } : {},
  });
  return { status: reply.status, headers: reply.headers, html: readPage(await reply.text()).html };
};

describe("our own words", () => {
  it("are there in all languages, whole, and no two alike", () => {
    expect(PAGE_LANGUAGES).toEqual(
      expect.arrayContaining(["en", "de", "fr", "es", "it", "nl", "pt"]),
    );
    const english = pageWordsFor("en");
    for (const lang of PAGE_LANGUAGES) {
      const words = pageWordsFor(lang);
      expect(Object.keys(words)).toEqual(Object.keys(english));
      expect(words.notYet[1].split("{when}")).toHaveLength(2);
      expect(words.asked.split("{name}")).toHaveLength(2);
      if (lang !== "en") expect(words.closed).not.toEqual(english.closed);
    }
    expect(pageWordsFor("pl").lang).toBe("en");
    expect(pageWordsFor("de-AT").lang).toBe("de");
  });

  it.each(PAGE_LANGUAGES)("are spoken where there is no survey, in %s", async (lang) => {
    const page = await open("/s/nothing-here", `${lang}-XX,en;q=0.5`);
    expect(page.status).toBe(404);
    expect(page.html).toContain(pageWordsFor(lang).none[0].replaceAll("'", "&#39;"));
    expect(page.html).toContain(`<html lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}">`);
  });

  it("of a closed survey are in its language and look, and admit to be English where we lack it", async () => {
    const of = (language: string) =>
      seedSurvey(app, home, { state: "closed", definition: { ...npsDefinition, language } });
    const french = await open(`/s/${(await of("fr")).slug}`);
    expect(french.html).toContain("Cette enquête est terminée");
    expect(french.html).toContain("/s/look/");
    const polish = await open(`/s/${(await of("pl")).slug}`);
    expect(polish.html).toContain('<html lang="en"');
  });
});

describe("the language of a page", () => {
  it("is the one asked for, else the first of the browser's that there is; each has a link", async () => {
    const title = { en: "Thanks", de: "Danke", "pt-BR": "Obrigado" };
    const { slug } = await seedSurvey(app, home, {
      definition: { ...npsDefinition, thanks: { title } },
    });
    const lang = async (path: string, language?: string) =>
      /<html lang="([^"]+)"/u.exec((await open(path, language)).html)?.[1];
    expect(await lang(`/s/${slug}`)).toBe("en");
    expect(await lang(`/s/${slug}`, "ja, de-CH;q=0.8, en;q=0.5")).toBe("de");
    expect(await lang(`/s/${slug}?lang=pt`, "de")).toBe("pt-BR");
    expect(await lang(`/s/${slug}?lang=xx`, "de")).toBe("de");
    expect(await lang(`/s/${slug}?lang=${"x".repeat(500)}`)).toBe("en");
    const { html } = await open(`/s/${slug}?lang=de&q1=9&attr.plan=pro`);
    const links = [...html.matchAll(/<a href="([^"]+)" lang="([^"]+)"[^>]*>([^<]+)</gu)];
    expect(links.map(([, , tag, name]) => [tag, name])).toEqual([
      ["en", "English"],
      ["de", "Deutsch"],
      ["pt-BR", "Português (Brasil)"],
    ]);
    expect(links[0]?.[1]).toBe(`/s/${slug}?lang=en&amp;q1=9&amp;attr.plan=pro`);
    expect(html.match(/aria-current="true"/gu)).toHaveLength(1);
    const one = await seedSurvey(app, home);
    expect((await open(`/s/${one.slug}`)).html).not.toContain("hreflang");
  });
});

describe("what messengers and search engines are told", () => {
  it("a card with the question and who asks, from our own origin, and no index", async () => {
    const { slug } = await seedSurvey(app, home);
    const page = await open(`/s/${slug}?q1=9&attr.email=anna`);
    const meta = (name: string) =>
      new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`, "u").exec(page.html)?.[1];
    const question = npsDefinition.questions[0]?.text;
    expect(meta("og:title")).toBe(question);
    expect(meta("og:description")).toBe("Asked by Shop with Verbatim");
    expect(meta("og:site_name")).toBe("Shop");
    expect(meta("og:type")).toBe("website");
    expect(meta("og:locale")).toBe("en");
    expect(meta("og:url")).toBe(`http://verbatim.test/s/${slug}`);
    expect(meta("og:image")).toBe("http://verbatim.test/w/card.png");
    expect(meta("twitter:card")).toBe("summary");
    expect(meta("robots")).toBe("noindex");
    expect(page.headers.get("x-robots-tag")).toBe("noindex");
    // Nothing of who follows the link stands in what a messenger keeps.
    expect(page.html.slice(0, page.html.indexOf('id="ask"'))).not.toContain("anna");
  });
});
