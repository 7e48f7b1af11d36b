import { type Document, type JsonSchema, type Operation, resolve } from "../http/openapi.ts";

type Schemas = Document["components"]["schemas"];

const DEPTH = 6;

/** Words that read better than "string" in an example, by the name of the field. */
const WORDS: Record<string, unknown> = {
  id: "sv_mfrggzdfmy",
  site: "st_mfrggzdfmy",
  survey: "sv_mfrggzdfmy",
  submission: "01981f6e-7a50-7c3e-9f00-0242ac120002",
  answers: { q1: 9, q2: "Fast delivery" },
  attributes: { plan: "pro" },
  email: "ana@example.com",
  name: "Acme",
  address: "1 Main Street, 10115 Berlin",
  zone: "Europe/Berlin",
  from: "2026-10-01",
  to: "2026-10-31",
  origins: ["https://www.example.com"],
  page: "https://www.example.com/checkout",
  lang: "en",
  language: "en",
  rules: { attributes: [{ name: "plan", is: "one_of", values: ["pro"] }], reachable: true },
};

const BY_FORMAT: Record<string, string> = {
  email: "ana@example.com",
  uuid: "01981f6e-7a50-7c3e-9f00-0242ac120002",
};

/** One value that a schema allows: the shortest that shows every field that must be there. */
export function exampleOf(schema: JsonSchema, schemas: Schemas, name = "", depth = 0): unknown {
  const at = resolve(schema, schemas);
  if ("const" in at) return at["const"];
  if (Array.isArray(at["enum"])) return at["enum"][0];
  if (Array.isArray(at["examples"])) return at["examples"][0];
  const formatted = BY_FORMAT[String(at["format"])];
  if (formatted !== undefined) return formatted;
  if (Object.hasOwn(WORDS, name) && [typeOf(WORDS[name]), undefined].includes(at["type"] as string))
    return WORDS[name];
  const [first] = (at["anyOf"] ?? at["oneOf"] ?? at["allOf"] ?? []) as JsonSchema[];
  if (first) return exampleOf(first, schemas, name, depth);
  switch (at["type"]) {
    case "object":
      return depth > DEPTH ? {} : objectOf(at, schemas, depth);
    case "array":
      return depth > DEPTH
        ? []
        : [exampleOf((at["items"] ?? {}) as JsonSchema, schemas, "", depth + 1)];
    case "integer":
    case "number":
      return at["minimum"] ?? 1;
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return "text";
  }
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}

function objectOf(schema: JsonSchema, schemas: Schemas, depth: number): Record<string, unknown> {
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  const required = new Set((schema["required"] ?? []) as string[]);
  const shown = required.size > 0 ? properties.filter(([key]) => required.has(key)) : properties;
  return Object.fromEntries(
    shown.map(([key, value]) => [key, exampleOf(value, schemas, key, depth + 1)]),
  );
}

function wordOf(name: string): string {
  const word = WORDS[name];
  return typeof word === "string" ? word : name;
}

/** The request as a command to paste. Without a key in it for routes that are open. */
export function curlOf(
  method: string,
  path: string,
  operation: Operation,
  document: Document,
): string {
  const origin = document.servers[0]?.url ?? "";
  const keyed = operation.security.some((one) => "key" in one);
  const body = operation.requestBody?.content["application/json"]?.schema;
  const needed = operation.parameters.filter((p) => p.in === "query" && p.required);
  const query = needed.map(({ name }) => `${name}=${wordOf(name)}`).join("&");
  const parts = [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}"${origin}${path.replace("{id}", "ID")}${query && `?${query}`}"`,
    ...(keyed ? [`-H "authorization: Bearer $VERBATIM_KEY"`] : []),
    ...(body
      ? [
          `-H "content-type: application/json"`,
          `-d '${JSON.stringify(exampleOf(body, document.components.schemas)).replaceAll("'", "'\\''")}'`,
        ]
      : []),
  ];
  return parts.join(" \\\n  ");
}
