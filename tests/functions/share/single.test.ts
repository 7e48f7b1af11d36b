import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linksOf } from "../../../functions/services/links/links.ts";
import { linkKeys, signer } from "../../../functions/adapters/signer/signer.ts";
import { seedSurvey, seedWorkspace } from "../../support/app.ts";
import { NOON, openShare } from "./support.ts";

let share: Awaited<ReturnType<typeof openShare>>;
// Clocks do not go back: each test has its own.
beforeEach(async () => {
  share = await openShare();
  await share.app.run(
    `insert into people (workspace_id, person, email, attributes, source, created_at, updated_at)
     values (?, 'anna@example.com', 'anna@example.com', '{"plan":"pro"}', 'api', 0, 0)`,
    [share.home.workspace],
  );
});
afterEach(() => share.app.close());

const HOUR = 3_600_000;
const key = (path: string) => path.slice("/s/".length);

describe("a link that takes one answer", () => {
  it("is stored nowhere before it is used, and says its response", async () => {
    const tables = async () =>
      JSON.stringify(
        await share.app.run("select * from responses union all select * from responses"),
      ) + JSON.stringify(await share.app.run("select * from share_links"));
    const before = await tables();
    const [path = ""] = await share.single({ n: 1 });
    const page = await share.open(path);
    expect(page.status).toBe(200);
    expect(page.data).toMatchObject({ link: key(path), rev: 0 });
    expect(page.html).toContain(`name="submission" value="${page.data.submission}"`);
    // It is for one: no card for many.
    expect(page.html).not.toContain("og:title");
    expect(await tables()).toBe(before);
  });

  it("takes one answer, by the script, and then says so", async () => {
    const [path = ""] = await share.single({ n: 1 });
    const { data } = await share.open(path);
    const answer = (more: object) =>
      share.answer({ link: key(path), submission: data.submission, ...more });
    expect((await answer({ rev: 0, answers: { q1: 3 }, complete: false })).status).toBe(200);
    // A reload before the end goes on with the same response.
    const again = await share.open(path);
    expect(again.data).toMatchObject({ submission: data.submission, rev: 1 });
    expect((await answer({ rev: 1, answers: { q1: 8 } })).status).toBe(200);
    expect(await share.row(data.submission ?? "")).toMatchObject({ score: 8, rev: 1, complete: 1 });
    const done = await share.open(path, { "accept-language": "de" });
    expect(done.html).toContain("Sie haben schon geantwortet");
    expect(done.data).toEqual({});
  });

  it("takes one answer, by the plain form, however often and however at once it is sent", async () => {
    const [path = ""] = await share.single({ n: 1 });
    const before = Number(await share.count());
    const send = (q1: string) => share.form(path, { q1 });
    const statuses = await Promise.all(
      ["2", "9", "5", "7"].map(async (q1) => (await send(q1)).status),
    );
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    const late = await send("10");
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("You have already answered");
    expect(await share.count()).toBe(before + 1);
  });

  it("can be left half answered for a day", async () => {
    const [path = ""] = await share.single({ n: 1 });
    const { data } = await share.open(path);
    await share.answer({ link: key(path), submission: data.submission, complete: false });
    share.clock.now = NOON + 24 * HOUR - 1;
    expect((await share.open(path)).data.rev).toBe(1);
    share.clock.now += 1;
    expect((await share.open(path)).html).toContain("You have already answered");
  });

  it("gives a person's answers to the person, and says nothing of them", async () => {
    const [path = ""] = await share.single({ people: ["anna@example.com"] });
    expect(Buffer.from(key(path), "base64url").toString("latin1")).not.toContain("anna");
    const page = await share.open(path);
    expect(page.html).not.toContain("anna");
    const { submission } = page.data;
    await share.answer({ link: key(path), submission });
    expect(await share.row(submission ?? "")).toMatchObject({
      person: "anna@example.com",
      person_proven: 1,
      attributes: '{"plan":"pro"}',
    });
    const [other = ""] = await share.single({ people: ["anna@example.com"] });
    await share.form(other, { q1: "4" });
    expect(
      await share.app.run(
        "select count(*) as n from responses where person = 'anna@example.com' and person_proven = 1",
      ),
    ).toEqual([{ n: 2 }]);
  });

  it("does not bring back who was erased", async () => {
    const [path = ""] = await share.single({ people: ["gone"] });
    const { submission } = (await share.open(path)).data;
    await share.answer({ link: key(path), submission });
    expect(await share.row(submission ?? "")).toMatchObject({ person: null, state: "counted" });
  });

  it("names its own response alone: with another it is refused, and without it nobody is proven", async () => {
    const [mine = "", theirs = ""] = await share.single({
      people: ["anna@example.com", "anna@example.com"],
    });
    const other = (await share.open(theirs)).data.submission ?? "";
    expect((await share.answer({ link: key(mine), submission: other })).status).toBe(400);
    expect(await share.row(other)).toBeUndefined();
    await share.answer({ submission: other });
    expect(await share.row(other)).toMatchObject({ person: null });
  });

  it("submissions of one batch do not follow from each other", async () => {
    const paths = await share.single({ n: 50 });
    const ids = paths.map((path) => Buffer.from(key(path), "base64url").subarray(12, 28));
    const random = ids.map((id) => id.subarray(6).toString("hex"));
    expect(new Set(random.map((hex) => hex.slice(1, 4))).size).toBeGreaterThan(30);
    expect(new Set(random.map((hex) => hex.slice(5))).size).toBe(50);
  });

  it("fault 25: works until the millisecond it closes, then 410; late for a week", async () => {
    const closesAt = NOON + HOUR;
    const [path = "", next = ""] = await share.single({ n: 2, closesAt });
    const { submission } = (await share.open(path)).data;
    share.clock.now = closesAt - 1;
    expect((await share.open(path)).status).toBe(200);
    share.clock.now = closesAt;
    const page = await share.open(path);
    expect([page.status, page.html.includes("This link has expired")]).toEqual([410, true]);
    expect((await share.answer({ link: key(path), submission })).status).toBe(200);
    expect(await share.row(submission ?? "")).toMatchObject({ state: "late" });
    share.clock.now = closesAt + 7 * 24 * HOUR;
    expect((await share.form(next, { q1: "3" })).status).toBe(410);
  });

  it.each([
    [{}, "n"],
    [{ n: 1, people: ["x"] }, "n"],
    [{ n: 1, closesAt: NOON }, "closesAt"],
    [{ n: 0 }, "n"],
    [{ n: 501 }, "n"],
  ])("refuses %j", async (body, field) => {
    const reply = await share.app.post(`${share.path}/single-links`, body, share.headers);
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({
      error: { fields: { [field]: expect.any(String) } },
    });
  });
});

describe("tokens that do not hold", () => {
  it("fault 24: every flipped bit answers the same 400 page, and takes no answer", async () => {
    const [path = ""] = await share.single({ people: ["anna@example.com"], closesAt: NOON + HOUR });
    const { submission } = (await share.open(path)).data;
    const bytes = Buffer.from(key(path), "base64url");
    const pages = new Set<string>();
    const answered = new Set<number>();
    const before = await share.count();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const link = flipped.toString("base64url");
      const page = await share.open(`/s/${link}`);
      expect(page.status).toBe(400);
      pages.add(page.html);
      answered.add((await share.answer({ link, submission })).status);
    }
    expect(pages.size).toBe(1);
    expect([...answered]).toEqual([400]);
    expect(await share.count()).toBe(before);
  });

  it("fault 26: a token of another purpose, workspace or survey is refused", async () => {
    const [path = ""] = await share.single({ n: 1 });
    const token = key(path);
    const { APP_SECRET } = share.app.env;
    const sign = signer(APP_SECRET, linkKeys({ APP_SECRET, LINK_SECRETS: ["APP_SECRET"] }));
    const body = Buffer.from(token, "base64url").subarray(0, -16);
    for (const purpose of [
      "vote",
      "visit",
      "address",
      "unsubscribe",
      "webhook",
      "erasure",
      "whom",
    ] as const) {
      const mac = (await sign.mac(purpose, share.home.workspace, body)).subarray(0, 16);
      const forged = Buffer.concat([body, mac]).toString("base64url");
      expect((await share.open(`/s/${forged}`)).status).toBe(400);
    }
    const right = (await sign.mac("single", share.home.workspace, body)).subarray(0, 16);
    expect(Buffer.concat([body, right]).toString("base64url")).toBe(token);
    const elsewhere = (await sign.mac("single", "wk_aaaaaaaaaa", body)).subarray(0, 16);
    expect(
      (await share.open(`/s/${Buffer.concat([body, elsewhere]).toString("base64url")}`)).status,
    ).toBe(400);
    const [vote = ""] = await linksOf(
      sign,
      "",
      { workspace: share.home.workspace, invitation: crypto.randomUUID() },
      [5],
    );
    expect((await share.open(`/s/${vote.slice(3)}`)).status).toBe(404);
    expect((await share.app.request(`/e/${token}`)).status).toBe(400);
    const stranger = await seedWorkspace(share.app);
    const theirs = await seedSurvey(share.app, stranger);
    const reply = await share.app.post("/v1/in", {
      wire: 1,
      site: stranger.site,
      survey: theirs.id,
      submission: (await share.open(path)).data.submission,
      answers: { q1: 1 },
      complete: true,
      link: token,
    });
    expect(reply.status).toBe(400);
  });

  it("whatever else is as long as a token is refused alike", async () => {
    for (const made of ["x".repeat(67), "A".repeat(90), "-".repeat(1200), "é".repeat(70)])
      expect((await share.open(`/s/${encodeURIComponent(made)}`)).status).toBe(400);
  });
});
