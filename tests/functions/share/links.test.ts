import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ShareLinks } from "../../../domain/wire/share.ts";
import { seedMember, seedSurvey } from "../../support/app.ts";
import { NOON, openShare } from "./support.ts";

let share: Awaited<ReturnType<typeof openShare>>;
beforeAll(async () => {
  share = await openShare();
});
afterAll(() => share.app.close());

/** The page remembers links for 15 seconds; a test waits them out. */
const later = () => (share.clock.now += 16_000);

describe("a share link", () => {
  it("is short, opens the survey, and is listed newest first", async () => {
    const first = await share.link({ name: "Counter" });
    share.clock.now += 1;
    const second = await share.link({ name: "Receipt" });
    expect(first.code).toMatch(/^[a-z2-7]{7}$/u);
    expect(first.url).toBe(`http://verbatim.test/s/${first.code}`);
    const list = (await (
      await share.app.request(`${share.path}/links`, { headers: share.headers })
    ).json()) as ShareLinks;
    expect(list.items.map(({ name }) => name).slice(0, 2)).toEqual(["Receipt", "Counter"]);
    const page = await share.open(`/s/${second.code}`);
    expect(page.status).toBe(200);
    expect(page.data).toMatchObject({ survey: share.survey.id, link: second.code });
  });

  it("is changed under its code, and audit entries tell who did", async () => {
    const { code } = await share.link();
    const reply = await share.app.request(`${share.path}/links/${code}`, {
      method: "PATCH",
      headers: share.headers,
      body: JSON.stringify({ name: "Till 4", prefill: { answers: { q1: 3 } } }),
    });
    expect(await reply.json()).toMatchObject({
      code,
      name: "Till 4",
      prefill: { answers: { q1: 3 } },
    });
    expect((await share.open(`/s/${code}`)).data.prefill).toEqual({ q1: 3 });
    const entries = await share.app.run(
      "select action from audit_entries where target = ? order by action",
      [code],
    );
    expect(entries).toEqual([{ action: "share.create" }, { action: "share.save" }]);
  });

  it("is gone once it is deleted, and comes back under its code for an hour, here alone", async () => {
    const { code, name } = await share.link();
    const remove = () =>
      share.app.request(`${share.path}/links/${code}`, {
        method: "DELETE",
        headers: share.headers,
      });
    expect((await share.open(`/s/${code}`)).status).toBe(200);
    expect((await remove()).status).toBe(200);
    expect((await remove()).status).toBe(404);
    later();
    expect((await share.open(`/s/${code}`)).status).toBe(404);
    const other = await seedSurvey(share.app, share.home);
    const restore = (survey: string) =>
      share.app.post(`/api/v1/surveys/${survey}/links`, { name, code }, share.headers);
    expect((await restore(other.id)).status).toBe(422);
    const deleted = share.clock.now;
    share.clock.now += 3_600_001;
    expect((await restore(share.survey.id)).status).toBe(422);
    share.clock.now = deleted + 60_000;
    expect((await restore(share.survey.id)).status).toBe(201);
    // The same request once more does no harm.
    expect(await (await restore(share.survey.id)).json()).toMatchObject({ code });
    later();
    expect((await share.open(`/s/${code}`)).status).toBe(200);
  });

  it("takes no code that was never deleted here, and none beside the alphabet", async () => {
    for (const code of ["abcdefg", "ABCDEFG", "abc", "abcdefg/"]) {
      const reply = await share.app.post(`${share.path}/links`, { name: "x", code }, share.headers);
      expect(reply.status).toBe(422);
    }
  });

  it("refuses a prefill that does not fit and a time that ends before it begins", async () => {
    for (const [body, field] of [
      [{ prefill: { answers: { q1: 11 } } }, "prefill.answers.q1"],
      [{ prefill: { answers: { q5: "true" } } }, "prefill.answers.q5"],
      [{ prefill: { answers: { q77: 1 } } }, "prefill.answers.q77"],
      [{ opensAt: NOON, closesAt: NOON }, "closesAt"],
    ] as const) {
      const reply = await share.app.post(
        `${share.path}/links`,
        { name: "x", ...body },
        share.headers,
      );
      expect(reply.status).toBe(422);
      expect(await reply.json()).toMatchObject({
        error: { fields: { [field]: expect.any(String) } },
      });
    }
  });

  it("is an admin's to make", async () => {
    const { headers } = await seedMember(share.app, share.home.workspace, "analyst");
    expect((await share.app.post(`${share.path}/links`, { name: "x" }, headers)).status).toBe(403);
  });
});

describe("the time of a link", () => {
  // Clocks do not go back: each of these has its own.
  let first: typeof share;
  beforeEach(async () => {
    first = share;
    share = await openShare();
  });
  afterEach(async () => {
    await share.app.close();
    share = first;
  });
  const CLOSES = NOON + 3_600_000;
  const WEEK = 7 * 86_400_000;

  it("fault 25: opens to the millisecond and tells when, for the reader's clock", async () => {
    const { code } = await share.link({ opensAt: CLOSES });
    share.clock.now = CLOSES - 1;
    const early = await share.open(`/s/${code}`, { "accept-language": "de" });
    expect(early.status).toBe(410);
    expect(early.html).toContain("hat noch nicht begonnen");
    expect(early.html).toContain(`<time datetime="${new Date(CLOSES).toISOString()}">`);
    expect((await share.answer({ link: code })).status).toBe(410);
    expect(
      (await share.form(`/s/${code}`, { submission: crypto.randomUUID(), q1: "9" })).status,
    ).toBe(410);
    share.clock.now = CLOSES;
    expect((await share.open(`/s/${code}`)).status).toBe(200);
    expect((await share.answer({ link: code })).status).toBe(200);
  });

  it("fault 25: closes to the millisecond; what was begun is late for a week, then refused", async () => {
    const { code } = await share.link({ closesAt: CLOSES });
    const at = async (now: number) => {
      share.clock.now = now;
      const [script, form] = [crypto.randomUUID(), crypto.randomUUID()];
      const status = (await share.answer({ link: code, submission: script })).status;
      const posted = (await share.form(`/s/${code}`, { submission: form, q1: "9" })).status;
      return {
        page: (await share.open(`/s/${code}`)).status,
        script: [status, (await share.row(script))?.["state"]],
        form: [posted, (await share.row(form))?.["state"]],
      };
    };
    expect(await at(CLOSES - 1)).toEqual({
      page: 200,
      script: [200, "counted"],
      form: [200, "counted"],
    });
    expect(await at(CLOSES)).toEqual({ page: 410, script: [200, "late"], form: [200, "late"] });
    expect(await at(CLOSES + WEEK - 1)).toMatchObject({
      script: [200, "late"],
      form: [200, "late"],
    });
    expect(await at(CLOSES + WEEK)).toEqual({
      page: 410,
      script: [410, undefined],
      form: [410, undefined],
    });
  });

  it("a link that was deleted while somebody answered costs no answer", async () => {
    const { code } = await share.link({ closesAt: CLOSES });
    await share.app.request(`${share.path}/links/${code}`, {
      method: "DELETE",
      headers: share.headers,
    });
    expect((await share.answer({ link: code })).status).toBe(200);
  });
});
