import type * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Seen, ServerSubmission, Submission, Vote } from "../../domain/wire/ingest.ts";
import { endpoints } from "../../functions/http/endpoint.ts";
import { ORIGIN, seedMember, seedSurvey, seedWorkspace } from "../support/app.ts";
import { type Gate, everyKind, openGate } from "../support/faults/gate.ts";
import { offeringOn } from "../support/faults/paths.ts";
import { FULL, measured } from "../support/faults/size.ts";

vi.setConfig({ testTimeout: 120_000 });
let gate: Gate;
beforeAll(async () => {
  gate = await openGate();
});
afterAll(() => gate.app.close());

type Inner = {
  type: string;
  entries?: Record<string, Inner>;
  item?: Inner;
  value?: Inner;
  wrapped?: Inner;
  options?: unknown[];
  pipe?: Inner[];
};

/** Objects of a schema, however deep, that take keys which they do not know. */
function loose(schema: unknown, path: string): string[] {
  const inner = schema as Inner;
  const own = ["object", "loose_object", "object_with_rest"].includes(inner.type) ? [path] : [];
  const below = [
    ...Object.entries(inner.entries ?? {}),
    ...(inner.pipe ?? []).slice(1).map((one) => ["", one] as const),
    ...(inner.options ?? [])
      .filter((one) => typeof one === "object")
      .map((one) => ["", one as Inner] as const),
    ["[]", inner.item] as const,
    ["*", inner.value] as const,
    ["", inner.wrapped] as const,
  ];
  return [
    ...own,
    ...below.flatMap(([key, one]) =>
      one && typeof one === "object" && "type" in one ? loose(one, `${path}.${key}`) : [],
    ),
  ];
}

const known = (schema: v.GenericSchema) =>
  new Set(Object.keys((schema as unknown as Inner).entries ?? {}));

describe("fault 14: fields that only the server sets", () => {
  const bodies = () => [
    ["POST /v1/in", Submission] as const,
    ["POST /v1/seen", Seen] as const,
    ["POST /e/TOKEN", Vote] as const,
    ["POST /api/v1/responses", ServerSubmission] as const,
    ...endpoints.flatMap(({ key, body }) => (body ? [[key, body] as const] : [])),
  ];

  it("no request has an object, however deep, that takes unknown keys", () => {
    expect(bodies().length).toBeGreaterThan(20);
    expect(bodies().flatMap(([key, schema]) => loose(schema, key))).toEqual([]);
  });

  it("every column of every table that is no field of a route is refused there", async (context) => {
    const owner = await seedMember(gate.app, gate.home.workspace, "owner");
    const survey = gate.survey;
    const tables = await gate.app.run(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
    );
    const columns = new Set(["tenant_id", "verified_email", "bucket", "is_test", "role", "owner"]);
    for (const { name } of tables)
      for (const column of await gate.app.run(
        `select name from pragma_table_info('${String(name)}')`,
      ))
        columns.add(String(column["name"]));
    const spelled = [...columns].flatMap((name) => [
      ...new Set([name, name.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase())]),
    ]);
    // Every fifth column in the short run: the walk above has seen every schema.
    const fields = spelled.filter((_, i) => FULL || i % 5 === 0);
    const voting = await offeringOn(gate, "e-mail script", survey);
    const before = await snapshot();
    let sent = 0;
    for (const [key, schema] of bodies()) {
      const [method = "", route = ""] = key.split(" ");
      if (route.startsWith("/e/")) continue;
      const path = route.replace(":id", survey.id);
      for (const field of fields.filter((name) => !known(schema).has(name))) {
        const base = route === "/v1/in" || route === "/api/v1/responses" ? gate.body() : {};
        const body = JSON.stringify({ ...base, [field]: 1 });
        const reply = await gate.app.request(path, {
          method,
          body,
          headers: { "content-type": "application/json", ...owner.headers },
        });
        const text = await reply.text();
        expect([key, field, reply.status]).toEqual([key, field, 422]);
        expect(text).toContain("invalid");
        sent++;
      }
    }
    expect(await snapshot()).toEqual(before);
    expect(await voting.send()).toBe(200);
    measured(context, `${fields.length} fields, ${sent} requests: none taken`);
  });

  const snapshot = async () =>
    gate.app.run(
      "select (select count(*) from responses) as responses, (select count(*) from surveys) as surveys, (select count(*) from audit_entries) as audit",
    );
});

describe("fault 15: origins", () => {
  const LISTED = "https://shop.example";
  const CASES: [string, string | undefined, "listed" | "foreign" | "opaque" | "ours"][] = [
    ["listed", LISTED, "listed"],
    ["ours", ORIGIN, "ours"],
    ["foreign", "https://evil.example", "foreign"],
    ["with the listed one in front", "https://shop.example.evil.example", "foreign"],
    ["with the listed one behind", "https://evil-shop.example", "foreign"],
    ["of another scheme", "http://shop.example", "foreign"],
    ["of another port", "https://shop.example:8443", "foreign"],
    ["of another case", "https://SHOP.example", "foreign"],
    ["null", "null", "opaque"],
    ["missing", undefined, "opaque"],
  ];
  const SITES = [
    ["open", "[]", 1],
    ["with a list", `["${LISTED}"]`, 1],
    ["with a list and no opaque origins", `["${LISTED}"]`, 0],
  ] as const;
  const ROUTES = ["/v1/in", "/v1/seen", "/s/SLUG"] as const;

  it.each(SITES.flatMap((site) => ROUTES.map((route) => [...site, route] as const)))(
    "a site that is %s %j, opaque %i, on %s: exactly those it names, and its own pages",
    async (_, origins, opaque, route) => {
      const home = await seedWorkspace(gate.app);
      await gate.app.run("update sites set origins = ?, allow_opaque = ? where id = ?", [
        origins,
        opaque,
        home.site,
      ]);
      const survey = await seedSurvey(gate.app, home, { definition: everyKind });
      for (const [name, origin, kind] of CASES) {
        const sent = gate.body({ site: home.site, survey: survey.id });
        const headers: Record<string, string> = origin === undefined ? {} : { origin };
        const reply =
          route === "/s/SLUG"
            ? await gate.app.request(`/s/${survey.slug}`, {
                method: "POST",
                headers: {
                  ...headers,
                  ...(kind === "ours" && { "sec-fetch-site": "same-origin" }),
                },
                body: new URLSearchParams({ submission: sent.submission, q1: "9" }),
              })
            : await gate.app.post(
                route,
                route === "/v1/in" ? sent : { wire: 1, site: home.site, events: [] },
                headers,
              );
        // A form that comes without any of a browser's headers was sent by no page.
        const noPage = route === "/s/SLUG" && origin === undefined;
        const may =
          kind === "listed" || kind === "ours" || noPage
            ? true
            : kind === "opaque"
              ? opaque === 1
              : origins === "[]";
        expect([name, reply.ok]).toEqual([name, may]);
        if (!may) expect(reply.status).toBe(403);
        const row = await gate.row(sent.submission);
        if (route === "/v1/in" && may)
          expect([name, row?.["opaque_origin"]]).toEqual([name, Number(kind === "opaque")]);
        if (!may) expect(row).toBeUndefined();
      }
    },
  );

  it("no public route ever reads a cookie", async () => {
    const spy = vi.spyOn(Headers.prototype, "get");
    const visitor = await offeringOn(gate, "e-mail script", gate.survey);
    await visitor.send();
    const { submission } = gate.body();
    await gate.app.post("/v1/in", gate.body());
    await gate.app.post("/v1/seen", { wire: 1, site: gate.home.site, events: [] });
    await gate.app.request(`/v1/${gate.home.site}.js`);
    await gate.app.request(`/s/${gate.survey.slug}`);
    await gate.app.request(`/s/${gate.survey.slug}`, {
      method: "POST",
      body: new URLSearchParams({ submission, q1: "9" }),
    });
    const read = spy.mock.calls.map(([name]) => name.toLowerCase());
    spy.mockRestore();
    expect(read).toContain("origin");
    expect(read).not.toContain("cookie");
  });
});

describe("fault 16: cross-origin reads", () => {
  const PUBLIC = ["/v1/in", "/v1/seen"] as const;
  const ask = (path: string, headers: Record<string, string>) =>
    gate.app.request(path, {
      method: "OPTIONS",
      headers: {
        origin: "https://shop.example",
        "access-control-request-method": "POST",
        ...headers,
      },
    });

  it("public posts may be read by any page, never with credentials", async () => {
    for (const path of PUBLIC) {
      const preflight = await ask(path, { "access-control-request-headers": "content-type" });
      expect(preflight.status).toBe(204);
      for (const reply of [preflight, await gate.app.post(path, gate.body(), { origin: "null" })]) {
        expect(reply.headers.get("access-control-allow-origin")).toBe("*");
        expect(reply.headers.get("access-control-allow-credentials")).toBeNull();
      }
    }
  });

  it("the API, the console's sign-in and the pages allow no other page anything", async () => {
    const { headers } = await seedMember(gate.app, gate.home.workspace, "owner");
    const paths = [
      ...endpoints.map(({ key }) => (key.split(" ")[1] ?? "").replace(":id", gate.survey.id)),
      `/s/${gate.survey.slug}`,
      "/auth/sign-in",
      "/healthz",
    ];
    for (const path of new Set(paths)) {
      const origin = { origin: "https://evil.example" };
      for (const reply of [
        await ask(path, origin),
        await gate.app.request(path, { headers: { ...headers, ...origin } }),
      ])
        expect([
          path,
          [...reply.headers.keys()].filter((name) => name.startsWith("access-control-")),
        ]).toEqual([path, []]);
    }
  });

  it("a preflight with a hundred kilobytes of spaces costs next to nothing", async (context) => {
    const long = `content-type,${" ".repeat(100 * 1024)}x`;
    for (const path of [...PUBLIC, "/api/v1/surveys"]) {
      const before = process.cpuUsage();
      const reply = await ask(path, { "access-control-request-headers": long });
      const { user, system } = process.cpuUsage(before);
      expect(reply.status).toBe(path.startsWith("/api") ? 404 : 204);
      expect(reply.headers.get("access-control-allow-headers") ?? "").not.toContain("  ");
      measured(context, `${path}: ${((user + system) / 1000).toFixed(1)} ms CPU`);
    }
  });
});
