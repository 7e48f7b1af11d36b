import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type TestApp,
  npsDefinition,
  seedKey,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";
import { readPage } from "../../support/page.ts";

let app: TestApp;
let home: { workspace: string; site: string };
let survey: { id: string; slug: string };

beforeAll(async () => {
  app = await testApp({ env: { LOCAL: "1" } });
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
});
afterAll(() => app.close());

describe("GET /s/SLUG", () => {
  it("renders a form that works without script and the data for the page script", async () => {
    const reply = await app.request(`/s/${survey.slug}`);
    const { html, data } = readPage(await reply.text());
    expect(reply.status).toBe(200);
    expect(reply.headers.get("x-robots-tag")).toBe("noindex");
    expect(html).toContain('type="radio" name="q1" value="10"');
    expect(data).toMatchObject({
      kind: "hosted",
      survey: survey.id,
      site: home.site,
      ask: { lang: "en" },
    });
  });

  it("fault 42: survey text is text, in the form and in the data block", async () => {
    const nasty = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'&`;
    const definition = { ...npsDefinition, thanks: { title: nasty } };
    const first = definition.questions[0];
    if (!first) throw new Error("the fixture has changed");
    const hostile = await seedSurvey(app, home, {
      definition: { ...definition, questions: [{ ...first, text: nasty }] },
    });
    const html = await (await app.request(`/s/${hostile.slug}`)).text();
    expect(html).not.toContain("<img");
    expect(html.match(/<script/gu)).toHaveLength(2);
    const script = await (await app.request(`/v1/${home.site}.js`)).text();
    expect(script).not.toContain("</script");
  });

  it("speaks the visitor's language", async () => {
    const reply = await app.request(`/s/${survey.slug}`, { headers: { "accept-language": "ar" } });
    expect(await reply.text()).toContain('<html lang="en" dir="ltr">');
    const arabic = { ...npsDefinition, thanks: { title: { en: "Thank you", ar: "شكرا" } } };
    const both = await seedSurvey(app, home, { definition: arabic });
    const page = await (
      await app.request(`/s/${both.slug}`, { headers: { "accept-language": "ar-EG" } })
    ).text();
    expect(page).toContain('<html lang="ar" dir="rtl">');
  });

  it("says so when there is no survey, or it is closed", async () => {
    expect((await app.request("/s/nothing-here")).status).toBe(404);
    const closed = await seedSurvey(app, home, { state: "closed" });
    expect((await app.request(`/s/${closed.slug}`)).status).toBe(410);
  });
});

describe("POST /s/SLUG without script", () => {
  it("stores once, however often the same page is sent", async () => {
    const html = await (await app.request(`/s/${survey.slug}`)).text();
    const submission = /name="submission" value="([^"]+)"/u.exec(html)?.[1] ?? "";
    const send = () =>
      app.request(`/s/${survey.slug}`, {
        method: "POST",
        body: new URLSearchParams({ submission, q1: "8", q2: "Fine", hp: "" }),
      });
    for (let i = 0; i < 3; i++) expect(await (await send()).text()).toContain("Thank you");
    const rows = await app.run(
      "select score, channel, complete from responses where submission = ?",
      [submission],
    );
    expect(rows).toEqual([{ score: 8, channel: "link", complete: 1 }]);
  });

  it("fault 20: the honeypot stands on this path too", async () => {
    const submission = crypto.randomUUID();
    await app.request(`/s/${survey.slug}`, {
      method: "POST",
      body: new URLSearchParams({ submission, q1: "8", hp: "spam" }),
    });
    expect(await app.run("select state from responses where submission = ?", [submission])).toEqual(
      [{ state: "quarantined" }],
    );
  });
});

describe("health", () => {
  it("readyz knows whether the migrations are there", async () => {
    expect((await app.request("/healthz")).status).toBe(200);
    expect((await app.request("/readyz")).status).toBe(200);
    await app.run(
      "delete from __drizzle_migrations where created_at = (select max(created_at) from __drizzle_migrations)",
    );
    const reply = await app.request("/readyz");
    expect(reply.status).toBe(503);
    expect(reply.headers.get("retry-after")).toBe("2");
  });

  it("fault 50: a database that is gone is 503 with Retry-After, for the widget to keep the answer", async () => {
    const gone = await testApp();
    const there = await seedWorkspace(gone);
    const mine = await seedSurvey(gone, there);
    const { headers } = await seedKey(gone, there.workspace, ["results:read"]);
    await gone.close();
    const body = {
      wire: 1,
      site: there.site,
      survey: mine.id,
      submission: crypto.randomUUID(),
      answers: { q1: 1 },
      complete: true,
    };
    const reply = await gone.post("/v1/in", body);
    expect(reply.status).toBe(503);
    expect(reply.headers.get("retry-after")).toBe("2");
    expect(await reply.text()).not.toMatch(/sql|fetch|ECONN/iu);
    const read = await gone.request("/api/v1/surveys", { headers });
    expect(read.status).toBe(503);
    expect(await read.json()).toMatchObject({ error: { code: "unavailable" } });
  });
});

describe("GET /v1/SITE.js", () => {
  it("carries the live surveys of the site, 45 s, with an ETag that answers 304", async () => {
    const reply = await app.request(`/v1/${home.site}.js`);
    expect(reply.headers.get("cache-control")).toBe("public, max-age=45");
    expect(await reply.text()).toContain(survey.id);
    const etag = reply.headers.get("etag") ?? "";
    const again = await app.request(`/v1/${home.site}.js`, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect((await app.request("/v1/st_aaaaaaaaaa.js")).status).toBe(404);
  });

  it("the tag's load is noted with its page, without the query", async () => {
    const other = await seedWorkspace(app);
    await app.request(`/v1/${other.site}.js`, {
      headers: { referer: "https://shop.example/cart?token=secret" },
    });
    await app.settled();
    const [row] = await app.run("select seen_page, seen_at from sites where id = ?", [other.site]);
    expect(row).toMatchObject({ seen_page: "https://shop.example/cart" });
    expect(row?.["seen_at"]).not.toBeNull();
  });
});
