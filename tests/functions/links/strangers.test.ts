import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readToken } from "../../../domain/links/token.ts";
import type { CreatedInvitations } from "../../../domain/wire/sends.ts";
import {
  ORIGIN,
  type TestApp,
  seedMember,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";

let app: TestApp;
let home: { workspace: string; site: string };
let survey: { id: string };
let admin: Record<string, string>;

beforeAll(async () => {
  app = await testApp({ env: { INGEST_LIMIT: "120" } });
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
  admin = (await seedMember(app, home.workspace, "admin")).headers;
});
afterAll(() => app.close());

async function invite(n: number, headers: Record<string, string> = {}, origin = "") {
  const items = Array.from({ length: n }, () => ({
    key: randomBytes(8).toString("hex"),
    person: "customer-4711",
    email: "anna.secret@example.com",
    attributes: { plan: "platinum-secret" },
  }));
  const reply = await app.post(
    `${origin}/api/v1/invitations`,
    { survey: survey.id, items },
    { ...admin, ...headers },
  );
  expect(reply.status).toBe(200);
  return ((await reply.json()) as CreatedInvitations).items;
}

describe("fault 28: a forwarded link", () => {
  it("tells nothing of whom it was for, keeps no session and loads nothing foreign", async () => {
    const [made] = await invite(1);
    const reply = await app.request(new URL(made!.links[9]!).pathname);
    const page = await reply.text();
    for (const secret of ["customer-4711", "anna", "platinum", made!.id])
      expect(page).not.toContain(secret);
    expect(reply.headers.get("set-cookie")).toBeNull();
    expect(reply.headers.get("referrer-policy")).toBe("no-referrer");
    expect(reply.headers.get("cache-control")).toBe("no-store");
    const loaded = [...page.matchAll(/(?:src|href|action)="([^"]+)"/gu)].map(([, url]) => url!);
    expect(loaded.length).toBeGreaterThan(3);
    for (const url of loaded) expect(new URL(url, ORIGIN).origin).toBe(ORIGIN);
  });

  it("stands in no log, whatever fails", async () => {
    const [made] = await invite(1);
    const token = new URL(made!.links[9]!).pathname.slice(3);
    const said: string[] = [];
    const spies = (["log", "info", "warn", "error", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...words) => void said.push(words.join(" "))),
    );
    try {
      await app.request(`/e/${token}`);
      await app.post(`/e/${token}`, "{", {});
      await app.post(`/e/${token}`, { visit: "made.up.nonce", rev: 0 }, {});
      const real = globalThis.fetch;
      globalThis.fetch = () => Promise.reject(new Error(`cannot reach ${token}`));
      await app.request(`/e/${token}`);
      await app.post(`/e/${token}`, {}, {});
      globalThis.fetch = real;
      await app.settled();
      console.error("listening");
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    expect(said).toContain("listening");
    for (const line of said) expect(line).not.toContain(token);
  });
});

describe("fault 29: guessing", () => {
  it("a link's signature has 128 bits that look like chance, and a small change moves half of them", async () => {
    const macs = (await invite(40)).flatMap(({ links }) =>
      links.map((link) => readToken(new URL(link).pathname.slice(3))!.mac),
    );
    expect(new Set(macs.map((mac) => mac.length))).toEqual(new Set([16]));
    const bits = macs.map((mac) => [...mac].map((b) => b.toString(2).padStart(8, "0")).join(""));
    const n = bits.length;
    // Six standard deviations: one run in a hundred million fails by chance.
    const most = 6 * Math.sqrt(n / 4);
    for (let i = 0; i < 128; i++)
      expect(Math.abs(bits.filter((b) => b[i] === "1").length - n / 2)).toBeLessThan(most);
    const moved = bits
      .slice(1)
      .map((b, i) => b.split("").filter((bit, j) => bit !== bits[i]![j]).length);
    const mean = moved.reduce((sum, one) => sum + one, 0) / moved.length;
    expect(Math.abs(mean - 64)).toBeLessThan((6 * Math.sqrt(32)) / Math.sqrt(moved.length));
    expect(new Set(bits).size).toBe(n);
  });

  it("tries that fail are held, a link that works is not", async () => {
    const [made] = await invite(1);
    const from = { "cf-connecting-ip": "203.0.113.77" };
    const statuses = new Map<number, number>();
    for (let i = 0; i < 1000; i++) {
      const { status } = await app.request(`/e/${randomBytes(45).toString("base64url")}`, {
        headers: from,
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses.keys()].toSorted((a, b) => a - b)).toEqual([400, 429]);
    expect(statuses.get(400)).toBeLessThan(400);
    const good = await app.request(new URL(made!.links[0]!).pathname, { headers: from });
    expect(good.status).toBe(200);
  });
});

it("fault 35: links are built from the configured origin, whatever Host says", async () => {
  const asked = [
    [{ host: "evil.example" }, ""],
    [{ "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" }, ""],
    [{ forwarded: "host=evil.example" }, ""],
    [{}, "http://evil.example"],
  ] as const;
  for (const [headers, origin] of asked) {
    const [made] = await invite(1, { ...headers }, origin);
    for (const link of [...made!.links, made!.link, made!.trap, made!.unsubscribe])
      expect(new URL(link).origin).toBe(ORIGIN);
  }
});
