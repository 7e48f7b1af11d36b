import { templateOf } from "../../domain/survey/templates.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import type { Survey } from "../../domain/wire/surveys.ts";
import type { Site } from "../../domain/wire/workspace.ts";
import { ordinarySurvey } from "../../scripts/budgets.ts";
import type { TestProduct } from "../../tests/support/product.ts";
import { signedIn } from "../../tests/support/published.ts";
import type { Contender } from "./contender.ts";
import type { Asked, Origin, Reply, Service } from "./origin.ts";

export const OURS = "Verbatim";

/** The sites that are measured: one survey, and five in four languages of which the same one is asked. */
export type Sites = { one: string; five: string };

const atOnce = (definition: Definition): Definition => ({
  ...definition,
  targeting: { ...definition.targeting, delay: 0 },
});

/** Publishes the surveys through the API. @param url where the product is reached */
export async function publishSites(product: TestProduct, url: string): Promise<Sites> {
  const headers = await signedIn({ url, signIn: () => product.signIn() });
  const call = async <T>(method: string, path: string, body: object): Promise<T> => {
    const init = { method, headers, body: JSON.stringify(body) };
    const reply = await fetch(`${url}/api/v1${path}`, init);
    if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}`);
    return (await reply.json()) as T;
  };
  const site = async (name: string, definitions: Definition[]): Promise<string> => {
    const { id } = await call<Site>("POST", "/sites", { name, origins: [] });
    for (const definition of definitions) {
      const { metric: template } = definition;
      const survey = await call<Survey>("POST", "/surveys", { site: id, name: "Survey", template });
      const draft = { revision: survey.revision, draft: atOnce(definition) };
      await call("PATCH", `/surveys/${survey.id}`, draft);
      await call("POST", `/surveys/${survey.id}/publish`, {});
    }
    return id;
  };
  const others = (["nps", "csat", "ces", "none"] as const).map(templateOf);
  return {
    one: await site("One", [ordinarySurvey()]),
    // Of surveys of the same priority the newest goes first.
    five: await site("Five", [...others, ordinarySurvey()]),
  };
}

/** Passes everything on to the Worker, as an edge in front of it does. @param url workerd's own */
export function passOn(url: () => string): Service {
  return async ({ method, path, headers, body }: Asked): Promise<Reply> => {
    const { host: _host, connection: _connection, ...rest } = headers;
    const reply = await fetch(url() + path, {
      method,
      headers: { ...(rest as Record<string, string>), "cf-connecting-ip": "203.0.113.7" },
      redirect: "manual",
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const kept = [...reply.headers].filter(
      ([name]) => !["content-length", "content-encoding", "transfer-encoding"].includes(name),
    );
    const bytes = Buffer.from(await reply.arrayBuffer());
    return { status: reply.status, headers: Object.fromEntries(kept), body: bytes };
  };
}

/** The real product on workerd, by its one tag. */
export function ours(name: string, service: Origin, site: string): Contender {
  return {
    name,
    note: "the built Worker on workerd; it tells what was seen when the page is left, and asks once a minute whether a survey that is open is still live",
    service,
    parts: (host) => [{ script: `${host}/v1/${site}.js`, attributes: "async crossorigin" }],
    find: () =>
      document
        .querySelector("verbatim-survey")
        ?.shadowRoot?.querySelector<HTMLElement>("[role=radiogroup]"),
    answer: (page) => page.getByRole("radio", { name: /^9\b/u }).click(),
  };
}
