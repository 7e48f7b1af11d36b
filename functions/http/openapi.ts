import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import type * as v from "valibot";
import * as common from "../../domain/wire/common.ts";
import * as erasures from "../../domain/wire/erasures.ts";
import * as ingest from "../../domain/wire/ingest.ts";
import * as operations from "../../domain/wire/operations.ts";
import * as people from "../../domain/wire/people.ts";
import * as responses from "../../domain/wire/responses.ts";
import * as retention from "../../domain/wire/retention.ts";
import * as scores from "../../domain/wire/scores.ts";
import * as survey from "../../domain/wire/survey.ts";
import * as surveys from "../../domain/wire/surveys.ts";
import * as themes from "../../domain/wire/themes.ts";
import * as votes from "../../domain/wire/votes.ts";
import * as webhooks from "../../domain/wire/webhooks.ts";
import * as workspace from "../../domain/wire/workspace.ts";
import { CATALOGUE } from "../errors.ts";
import { endpoints } from "./endpoint.ts";
import { type Need, POLICY } from "./policy.ts";

type Schema = v.GenericSchema;
export type JsonSchema = { [key: string]: unknown };
export type Parameter = {
  name: string;
  in: "path" | "query";
  required: boolean;
  schema: JsonSchema;
};
type Content = { [type: string]: { schema: JsonSchema } };
export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: { [scheme: string]: never[] }[];
  parameters: Parameter[];
  requestBody?: { required: true; content: Content };
  responses: { [status: string]: { description: string; content?: Content } };
};
export type Document = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: { [path: string]: { [method: string]: Operation } };
  components: {
    schemas: { [name: string]: JsonSchema };
    securitySchemes: { [name: string]: JsonSchema };
  };
};

type Route = {
  key: string;
  summary: string;
  query?: Schema | undefined;
  body?: Schema | undefined;
  reply?: Schema | undefined;
  status?: number | undefined;
};

/** Routes that pages of customers call: no key, no cookie. */
const PUBLIC: Route[] = [
  {
    key: "POST /v1/in",
    summary:
      "Store an answer from a page; safe to repeat. Where a queue is bound it is accepted, and stored a little later",
    body: ingest.Submission,
    reply: ingest.Receipt,
  },
  {
    key: "POST /v1/seen",
    summary: "Count what was shown, started and dismissed",
    body: ingest.Seen,
    status: 204,
  },
];

const CONFIG: ConversionConfig = {
  target: "draft-2020-12",
  typeMode: "input",
  // Rules that JSON Schema cannot say (a check over several fields) are left to the server.
  errorMode: "ignore",
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
};

/** Every exported wire schema under its own name, so that each is described once. */
function definitions(): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  const files = [common, ingest, responses, scores, survey, surveys, themes, workspace];
  for (const file of [...files, erasures, operations, people, retention, votes, webhooks]) {
    for (const [name, value] of Object.entries(file)) {
      if (typeof value === "object" && "kind" in value && value.kind === "schema")
        found[name] ??= value;
    }
  }
  return found;
}

/** The OpenAPI 3.1 document of all routes as they are registered. @param origin where the API answers */
export function openApiDocument(origin: string): Document {
  const named = definitions();
  const schemas: Record<string, JsonSchema> = Object.fromEntries(
    Object.entries(toJsonSchemaDefs(named, CONFIG)).map(([name, schema]) => [name, bare(schema)]),
  );
  const convert = (schema: Schema) => bare(toJsonSchema(schema, { ...CONFIG, definitions: named }));
  const routes: Route[] = [...PUBLIC, ...endpoints];
  const paths: Document["paths"] = {};
  for (const route of routes) {
    const [method = "", path = ""] = route.key.split(" ");
    const operations = (paths[path.replaceAll(/:(\w+)/gu, "{$1}")] ??= {});
    operations[method.toLowerCase()] = operationOf(route, method, path, convert, schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Verbatim API",
      version: "1",
      description:
        "Surveys, answers, scores and themes. Send an API key as a bearer token. Lists answer { items, next }, errors { error: { code, message, requestId, fields? } }.",
    },
    servers: [{ url: origin }],
    tags: [...new Set(routes.map((route) => tagOf(route.key)))]
      .toSorted()
      .map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: "An API key, made in the console under Settings.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-verbatim",
          description:
            "The console's session. Unsafe methods carry the header x-verbatim: 1 as well.",
        },
      },
    },
  };
}

function operationOf(
  route: Route,
  method: string,
  path: string,
  convert: (schema: Schema) => JsonSchema,
  schemas: Record<string, JsonSchema>,
): Operation {
  const need = (POLICY as Record<string, Need | undefined>)[route.key];
  const ids = [...path.matchAll(/:(\w+)/gu)].map(([, name = ""]) => name);
  const json = (schema: Schema): Content => ({ "application/json": { schema: convert(schema) } });
  return {
    operationId: operationId(method, path),
    summary: route.summary,
    description: describe(need),
    tags: [tagOf(route.key)],
    security: securityOf(need),
    parameters: [
      ...ids.map((name): Parameter => ({
        name,
        in: "path",
        required: true,
        schema: { type: "string" },
      })),
      ...(route.query ? parametersOf(resolve(convert(route.query), schemas)) : []),
    ],
    ...(route.body && { requestBody: { required: true, content: json(route.body) } }),
    responses: { ...success(route, json), ...failures(route, need, ids.length > 0) },
  };
}

function success(route: Route, json: (schema: Schema) => Content): Operation["responses"] {
  if (route.status === 204) return { 204: { description: "Done" } };
  const content = route.reply ? json(route.reply) : { "text/csv": { schema: { type: "string" } } };
  return { [route.status ?? 200]: { description: route.reply ? "Done" : "A file", content } };
}

/** The failures that this route can answer, each with the sentences of the catalogue. */
function failures(route: Route, need: Need | undefined, hasId: boolean): Operation["responses"] {
  const statuses = new Set([429, 500, 503]);
  if (need === undefined) for (const status of [403, 404, 409, 410]) statuses.add(status);
  else for (const status of [401, 403]) statuses.add(status);
  if (hasId) statuses.add(404).add(409);
  if (route.query) statuses.add(400);
  if (route.body) for (const status of [400, 413, 422]) statuses.add(status);
  const schema = { $ref: "#/components/schemas/Failure" };
  return Object.fromEntries(
    [...statuses]
      .sort((a, b) => a - b)
      .map((status) => {
        const codes = Object.entries(CATALOGUE).filter(([, [of]]) => of === status);
        const description = codes.map(([code, [, message]]) => `${code}: ${message}`).join(" ");
        return [status, { description, content: { "application/json": { schema } } }];
      }),
  );
}

function describe(need: Need | undefined): string {
  if (need === undefined) return "Open to every page of the site. Reads no cookie.";
  if (need === "signed-in") return "For a signed-in member.";
  const scope = "scope" in need ? ` or a key with ${need.scope}` : "";
  return `For a member who is ${need.role} or more${scope}.`;
}

function securityOf(need: Need | undefined): Operation["security"] {
  if (need === undefined) return [];
  return need !== "signed-in" && "scope" in need
    ? [{ key: [] }, { session: [] }]
    : [{ session: [] }];
}

function operationId(method: string, path: string): string {
  const words = path
    .split(/[^a-zA-Z0-9]+/u)
    .filter((word) => word !== "" && word !== "api" && word !== "v1");
  return (
    method.toLowerCase() +
    words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")
  );
}

/** Resources that are told under another one's name. */
const PART_OF: Record<string, string> = {
  invites: "members",
  overview: "surveys",
  "theme-runs": "themes",
  workspaces: "workspace",
};

/** The first word of the path after the version; what pages post is "collect". */
function tagOf(key: string): string {
  const word = / \/api\/v1\/([a-z-]+)/u.exec(key)?.[1] ?? "collect";
  return PART_OF[word] ?? word;
}

function parametersOf(schema: JsonSchema): Parameter[] {
  const required = (schema["required"] ?? []) as string[];
  const properties = (schema["properties"] ?? {}) as Record<string, JsonSchema>;
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: value,
  }));
}

/** Follows one reference into the components. */
export function resolve(schema: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  const ref = schema["$ref"];
  return typeof ref === "string"
    ? (schemas[ref.slice("#/components/schemas/".length)] ?? {})
    : schema;
}

/** Without the keys that only a document of its own has. */
function bare(schema: object): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== "$schema" && key !== "$defs"),
  );
}
