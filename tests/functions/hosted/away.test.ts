import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayLeadAway } from "../../../domain/links/away.ts";
import { Definition } from "../../../domain/wire/survey.ts";
import {
  type TestApp,
  npsDefinition,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";
import { readPage } from "../../support/page.ts";

const GOOD = [
  "https://shop.example",
  "https://shop.example/",
  "https://shop.example:8443/a?b=c#d",
  "HTTPS://SHOP.EXAMPLE/%0d%0a",
  "https://bücher.example/",
  "https://shop.example/a//b@c",
];
const BAD = [
  "http://shop.example/",
  "//evil.example/",
  "/\\evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https:\\\\evil.example",
  "https://shop.example\\@evil.example/",
  "https://user@evil.example/",
  "https://user:pass@evil.example/",
  "https://shop.example%00.evil.example@x/",
  "https://",
  "https://?x",
  "https:///evil.example",
  " https://shop.example/",
  "https://shop.example/\n",
  "https://shop.example/\u0000",
  "https://sh\top.example/",
  "java\nscript:alert(1)",
  "javascript:alert(1)//https://",
  "JaVaScRiPt:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "blob:https://shop.example/x",
  "file:///etc/passwd",
  "https://shop.example:99999999/",
  "https://[::1",
  "",
];

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const withLink = (url: string): Definition => ({
  ...npsDefinition,
  thanks: { title: "Thank you", link: { text: "Onwards", url } },
});

describe("fault 30: where a link of a survey may lead", () => {
  it.each(GOOD)("%s: written and shown", async (url) => {
    expect(v.is(Definition, withLink(url))).toBe(true);
    expect(await shown(url)).toContain("Onwards");
  });

  it.each(BAD)("%j: not written; one that stands in the database is not shown", async (url) => {
    expect(v.is(Definition, withLink(url))).toBe(false);
    if (!mayLeadAway(url)) expect(await shown(url)).not.toContain("Onwards");
    else expect(() => new URL(url)).toThrow();
  });

  it("no page of ours redirects, whatever its query asks for", async () => {
    const home = await seedWorkspace(app);
    const { slug } = await seedSurvey(app, home);
    for (const name of ["url", "next", "redirect", "return_to", "lang"]) {
      const reply = await app.request(`/s/${slug}?${name}=https://evil.example/`);
      expect([reply.status, reply.headers.get("location")]).toEqual([200, null]);
      const html = await reply.text();
      expect(html.replace(/action="[^"]*"/u, "")).not.toContain("evil.example");
    }
  });
});

/** The thank-you page of a form without script. */
async function shown(url: string): Promise<string> {
  const { slug } = await seedSurvey(app, await seedWorkspace(app), { definition: withLink(url) });
  const reply = await app.request(`/s/${slug}`, {
    method: "POST",
    body: new URLSearchParams({ submission: crypto.randomUUID(), q1: "9" }),
  });
  // The script is handed nothing else.
  const page = await (await app.request(`/s/${slug}`)).text();
  return (await reply.text()) + (readPage<{ ask: object }>(page).data.ask ? page : "");
}
