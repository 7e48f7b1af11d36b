import { Validator } from "@seriousme/openapi-schema-validator";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleOf } from "../../../functions/api/docs-example.ts";
import { endpoints } from "../../../functions/http/endpoint.ts";
import type { Document } from "../../../functions/http/openapi.ts";
import { POLICY } from "../../../functions/http/policy.ts";
import { ORIGIN, type TestApp, testApp } from "../../support/app.ts";

let app: TestApp;
let document: Document;

beforeAll(async () => {
  app = await testApp();
  document = (await (await app.request("/openapi.json")).json()) as Document;
});
afterAll(() => app.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );

describe("/openapi.json", () => {
  it("is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(structuredClone(document) as never);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(document.openapi).toBe("3.1.0");
    expect(document.servers).toEqual([{ url: ORIGIN }]);
  });

  it("and the validator refuses a document that is not", async () => {
    const broken = { ...structuredClone(document), paths: { "/x": { get: { responses: 1 } } } };
    expect((await new Validator().validate(broken as never)).valid).toBe(false);
  });

  it("tells every route of the policy table and the two that pages call, each once by name", () => {
    const told = operations().map(({ key }) => key.replaceAll(/\{(\w+)\}/gu, ":$1"));
    expect(told.toSorted()).toEqual(
      [...Object.keys(POLICY), "POST /v1/in", "POST /v1/seen"].toSorted(),
    );
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has every schema that it refers to", () => {
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/gu)].map(
      ([, name = ""]) => name,
    );
    expect(names.length).toBeGreaterThan(50);
    for (const name of names) expect(document.components.schemas).toHaveProperty(name);
  });

  it("declares every path parameter, and 401 and 403 wherever somebody must be known", () => {
    for (const { key, operation } of operations()) {
      const inPath = operation.parameters.filter((p) => p.in === "path").map((p) => p.name);
      expect(inPath).toEqual([...key.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name));
      if (operation.security.length > 0)
        expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["401", "403"]));
    }
  });

  it("describes bodies and replies as they are", async () => {
    const body =
      document.paths["/api/v1/keys"]?.["post"]?.requestBody?.content["application/json"]?.schema;
    expect(body).toEqual({ $ref: "#/components/schemas/CreateApiKey" });
    expect(document.components.schemas["CreateApiKey"]).toMatchObject({
      additionalProperties: false,
      required: ["name", "scopes"],
    });
    const csv =
      document.paths["/api/v1/surveys/{id}/responses.csv"]?.["get"]?.responses["200"]?.content;
    expect(Object.keys(csv ?? {})).toEqual(["text/csv"]);
  });
});

describe("/docs", () => {
  it("shows every route with a command, needs no script, and escapes what it shows", async () => {
    const reply = await app.request("/docs");
    expect(reply.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = await reply.text();
    for (const { operation } of operations())
      expect(page).toContain(`id="${operation.operationId}"`);
    expect(page).not.toContain("<script");
    expect(page).toContain("authorization: Bearer $VERBATIM_KEY");
    const style = await app.request("/api/docs.css");
    expect(style.headers.get("content-type")).toContain("text/css");
  });

  it.each(
    endpoints
      .filter(({ body }) => body)
      .map(({ key, body }) => [key, body as v.GenericSchema] as const),
  )("%s: the body of the example is one that the API takes", (key, body) => {
    const [method = "", path = ""] = key.split(" ");
    const operation = document.paths[path.replaceAll(/:(\w+)/gu, "{$1}")]?.[method.toLowerCase()];
    const schema = operation?.requestBody?.content["application/json"]?.schema ?? {};
    const example = exampleOf(schema, document.components.schemas);
    const { issues } = v.safeParse(body, example);
    expect(issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined();
  });
});
