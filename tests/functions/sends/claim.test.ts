import { afterEach, beforeEach, expect, it } from "vitest";
import { type TestApp, testApp } from "../../support/app.ts";
import { type Office, mailSink, sendingOffice, withMailer } from "../../support/sends.ts";
import { NOW, system } from "../../support/texts.ts";
import { enrolDue } from "../../../functions/services/sends/enrol.ts";

/** What the commit before hand-over refuses by itself, whatever its caller has read before. */
let app: TestApp;
let office: Office;
let send: string;
let handOver: ReturnType<typeof system>["deps"]["handOver"];
const LATER = NOW + 60_000;

beforeEach(async () => {
  app = await testApp({ now: () => NOW, env: { LOCAL: "1" } });
  office = await sendingOffice(app);
  await office.people(10);
  ({ id: send } = await office.start());
  const { ctx, deps } = system(app, office.workspace);
  await enrolDue(ctx, withMailer(deps, mailSink().mailer));
  ({ handOver } = deps);
});
afterEach(() => app.close());

async function claim({ cap = 100, readAt = LATER, of = send, step = 0 } = {}) {
  const due = await handOver.due(office.workspace, of, LATER, 50);
  const items = due.map(({ id }) => ({
    id,
    step,
    version: 1,
    email: "a@example.com",
    domain: "example.com",
    language: null,
    attributes: {},
  }));
  const claimed = await handOver.claim(office.workspace, items, {
    from: "planned",
    now: LATER,
    lostAt: LATER + 600_000,
    day: 20_000,
    cap,
    readAt,
  });
  return claimed.size;
}

it("no more than the day's cap leaves, however many read the same room", async () => {
  expect(await claim({ cap: 4 })).toBe(4);
  expect(await claim({ cap: 4 })).toBe(0);
  expect(await claim({ cap: 7 })).toBe(3);
  expect(await handOver.sentOn(office.workspace, 20_000)).toBe(7);
});

it("nobody who got another mail since it was decided", async () => {
  const other = await office.start({
    name: "Too",
    audience: { of: "people", people: ["p1", "p2"] },
  });
  const { ctx, deps } = system(app, office.workspace);
  await enrolDue(ctx, deps);
  expect(await claim({ of: other.id, readAt: NOW })).toBe(2);
  expect(await claim({ readAt: NOW })).toBe(8);
});

it("nothing of a send that was paused, of a survey that was, or that was claimed before", async () => {
  await office.call("POST", `sends/${send}/move`, { to: "paused" });
  expect(await claim()).toBe(0);
  await office.call("POST", `sends/${send}/move`, { to: "live" });
  await app.run("update surveys set state = 'paused'");
  expect(await claim()).toBe(0);
  await app.run("update surveys set state = 'live'");
  expect(await claim({ step: 1 })).toBe(0);
  expect(
    await Promise.all([claim(), claim()]).then((all) => all.toSorted((a, b) => a - b)),
  ).toEqual([0, 10]);
  expect(await handOver.sentOn(office.workspace, 20_000)).toBe(10);
});
