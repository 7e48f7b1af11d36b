import { afterAll, beforeAll, expect, it } from "vitest";
import { openShare } from "./support.ts";

let share: Awaited<ReturnType<typeof openShare>>;
beforeAll(async () => {
  share = await openShare();
});
afterAll(() => share.app.close());

it("an address fills in answers and attributes, and a GET writes nothing", async () => {
  const before = await share.count();
  const page = await share.open(
    `/s/${share.survey.slug}?q1=9&q2=Fast&q3=o2&q4=o1,o2&attr.plan=pro&lang=de&utm_source=mail`,
  );
  expect(page.data).toMatchObject({
    prefill: { q1: 9, q2: "Fast", q3: "o2", q4: ["o1", "o2"] },
    attributes: { plan: "pro" },
    ask: { lang: "de" },
  });
  // The plain form has the same, and keeps it in its own address, but nothing that means nothing.
  expect(page.html).toMatch(/name="q1" value="9" checked/u);
  expect(page.html).toMatch(/name="q3" value="o2" checked/u);
  expect(page.html).toContain('value="Fast"');
  expect(page.html).toContain("Why, pro?");
  expect(page.html).toMatch(/action="[^"]*attr\.plan=pro/u);
  expect(page.html).not.toContain("utm_source");
  await share.app.settled();
  expect(await share.count()).toBe(before);
});

it.each([
  "q1=11",
  "q1=-1",
  "q1=9.5",
  "q1=1e1x",
  "q1=",
  "q1=true",
  "q3=o7",
  "q4=o1,o7",
  "q5=true",
  "q99=1",
  "q1[]=9",
  "__proto__=1",
  "q0=1",
  `q2=${"x".repeat(301)}`,
  "attr.Plan=pro",
  "attr.=x",
  "attr.__proto__=x",
  `attr.plan=${"x".repeat(201)}`,
])("what does not fit is left out: %s", async (query) => {
  const page = await share.open(`/s/${share.survey.slug}?${query}`);
  expect(page.status).toBe(200);
  expect([page.data.prefill, page.data.attributes]).toEqual([undefined, undefined]);
});

it("text from an address is text", async () => {
  const nasty = `"><img src=x onerror=alert(1)></textarea></script><script>alert(1)</script>`;
  const page = await share.open(
    `/s/${share.survey.slug}?q2=${encodeURIComponent(nasty)}&attr.plan=${encodeURIComponent(nasty)}`,
  );
  expect(page.html).not.toContain("<img");
  expect(page.html.match(/<script/gu)).toHaveLength(2);
  expect(page.data.prefill).toEqual({ q2: nasty });
});

it("what the team has filled in stands before the address; the language may be switched", async () => {
  const { code } = await share.link({
    prefill: { answers: { q3: "o1" }, attributes: { store: "berlin" }, language: "de" },
  });
  const page = await share.open(`/s/${code}?q3=o2&q1=7&attr.store=paris&attr.plan=pro`);
  expect(page.data).toMatchObject({
    prefill: { q1: 7, q3: "o1" },
    attributes: { store: "berlin", plan: "pro" },
    ask: { lang: "de" },
  });
  expect((await share.open(`/s/${code}?lang=en`)).data.ask?.lang).toBe("en");
});

it("attributes of the link come with the form without script, as claims", async () => {
  const { code } = await share.link({ prefill: { attributes: { store: "berlin" } } });
  const submission = crypto.randomUUID();
  const reply = await share.form(`/s/${code}?lang=de&attr.plan=pro`, { submission, q1: "8" });
  expect(await reply.text()).toContain("Danke");
  expect(await share.row(submission)).toMatchObject({
    attributes: '{"plan":"pro","store":"berlin"}',
    language: "de",
    person: null,
  });
});

it("the choice 'other' and its words come with the form without script", async () => {
  const submission = crypto.randomUUID();
  await share.form(`/s/${share.survey.slug}`, {
    submission,
    q1: "8",
    q3: "o9",
    "q3.other": "A fair",
  });
  const [row] = await share.app.run("select answers, texts from responses where submission = ?", [
    submission,
  ]);
  expect(row).toEqual({ answers: '{"q1":8,"q3":"o9"}', texts: '{"q3":"A fair"}' });
});
