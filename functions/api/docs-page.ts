import { html } from "hono/html";
import { type Document, type JsonSchema, type Operation, resolve } from "../http/openapi.ts";
import { curlOf, exampleOf } from "./docs-example.ts";

type Html = ReturnType<typeof html>;
type Route = { method: string; path: string; operation: Operation };

/** The API on one page that works without script: what each route does, needs, takes and answers. */
export function docsPage(document: Document): Html {
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Route => ({ method, path, operation })),
  );
  const groups = document.tags.map(({ name }) => ({
    name,
    routes: routes.filter(({ operation }) => operation.tags.includes(name)),
  }));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Verbatim API</title>
        <link rel="stylesheet" href="/api/docs.css" />
      </head>
      <body>
        <a class="to-main" href="#main">Skip to content</a>
        <nav aria-label="Resources">
          <strong>Verbatim API</strong>
          <ul>
            ${groups.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}
          </ul>
        </nav>
        <main id="main">
          <h1>Verbatim API</h1>
          <p>${document.info.description}</p>
          <p>
            The same as a file: <a href="/openapi.json">openapi.json</a> (OpenAPI
            ${document.openapi}).
          </p>
          <h2 id="start">Start</h2>
          <ol>
            <li>
              In the console, open Settings, API keys, and make a key with the scope
              <code>results:read</code>.
            </li>
            <li>Keep it in an environment variable; it is shown once.</li>
            <li>Ask for your surveys:</li>
          </ol>
          <pre tabindex="0"><code>export VERBATIM_KEY=vb_…
curl "${document.servers[0]?.url}/api/v1/surveys" \\
  -H "authorization: Bearer $VERBATIM_KEY"</code></pre>
          ${groups.map(
            ({ name, routes: own }) =>
              html`<section aria-labelledby="${name}">
                <h2 id="${name}">${name}</h2>
                ${own.map((route) => routeOf(route, document))}
              </section>`,
          )}
        </main>
      </body>
    </html>`;
}

function routeOf({ method, path, operation }: Route, document: Document): Html {
  const { schemas } = document.components;
  const body = operation.requestBody?.content["application/json"]?.schema;
  const [status = "200", success] = Object.entries(operation.responses)[0] ?? [];
  const reply = success?.content?.["application/json"]?.schema;
  const failures = Object.entries(operation.responses).filter(([code]) => code >= "400");
  return html`<article id="${operation.operationId}">
    <h3>
      <a href="#${operation.operationId}"
        ><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></a
      >
    </h3>
    <p>${operation.summary}. <span class="need">${operation.description}</span></p>
    ${
      operation.parameters.length > 0
        ? fieldsOf(
            "Parameters",
            operation.parameters.map((p) => ({
              name: p.name,
              required: p.required,
              schema: p.schema,
            })),
            schemas,
          )
        : ""
    }
    ${body ? fieldsOf("Body", propertiesOf(body, document), schemas) : ""}
    <pre tabindex="0"><code>${curlOf(method, path, operation, document)}</code></pre>
    ${
      reply
        ? html`<details>
            <summary>Answers ${status}</summary>
            <pre
              tabindex="0"
            ><code>${JSON.stringify(exampleOf(reply, schemas), null, 2)}</code></pre>
          </details>`
        : html`<p>Answers ${status}.</p>`
    }
    <details>
      <summary>Failures</summary>
      <dl>
        ${failures.map(
          ([code, { description }]) =>
            html`<dt>${code}</dt>
              <dd>${description}</dd>`,
        )}
      </dl>
    </details>
  </article>`;
}

type Field = { name: string; required: boolean; schema: JsonSchema };

function propertiesOf(schema: JsonSchema, document: Document): Field[] {
  const at = resolve(schema, document.components.schemas);
  const required = new Set((at["required"] ?? []) as string[]);
  return Object.entries((at["properties"] ?? {}) as Record<string, JsonSchema>).map(
    ([name, value]) => ({
      name,
      required: required.has(name),
      schema: value,
    }),
  );
}

function fieldsOf(
  title: string,
  fields: Field[],
  schemas: Document["components"]["schemas"],
): Html | "" {
  if (fields.length === 0) return "";
  return html`<table>
    <caption>
      ${title}
    </caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Type</th>
        <th scope="col">Needed</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map(
        ({ name, required, schema }) =>
          html`<tr>
            <th scope="row"><code>${name}</code></th>
            <td>${typeOf(schema, schemas)}</td>
            <td>${required ? "yes" : "no"}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** A type in a few words: `one of "a", "b"`, `list of text`. */
function typeOf(schema: JsonSchema, schemas: Document["components"]["schemas"]): string {
  const at = resolve(schema, schemas);
  if ("const" in at) return JSON.stringify(at["const"]);
  if (Array.isArray(at["enum"])) return at["enum"].map((value) => JSON.stringify(value)).join(", ");
  const choices = (at["anyOf"] ?? at["oneOf"]) as JsonSchema[] | undefined;
  if (choices) return [...new Set(choices.map((choice) => typeOf(choice, schemas)))].join(" or ");
  if (at["type"] === "array")
    return `list of ${typeOf((at["items"] ?? {}) as JsonSchema, schemas)}`;
  const names: Record<string, string> = {
    string: "text",
    integer: "whole number",
    boolean: "true or false",
  };
  const type = typeof at["type"] === "string" ? at["type"] : "any value";
  return (names[type] ?? type) + boundsOf(at);
}

function boundsOf(schema: JsonSchema): string {
  const low = numberOf(schema["minimum"]);
  const most = numberOf(schema["maximum"] ?? schema["maxLength"]);
  const high = most === Number.MAX_SAFE_INTEGER ? undefined : most;
  const unit = schema["type"] === "string" ? " characters" : "";
  if (low !== undefined && high !== undefined) return `, ${low} to ${high}`;
  if (high !== undefined) return `, at most ${high}${unit}`;
  return low === undefined ? "" : `, at least ${low}`;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
