import type { Definition } from "../../domain/wire/survey.ts";
import type { Survey } from "../../domain/wire/surveys.ts";
import type { Site } from "../../domain/wire/workspace.ts";
import { npsDefinition } from "./definitions.ts";
import type { TestProduct } from "./product.ts";

export type Published = {
  id: string;
  slug: string;
  site: string;
  /** Makes a request the first admin's. */
  headers: Record<string, string>;
};

/** An installation that gives its first admin a link. */
type Signable = Pick<TestProduct, "url" | "signIn">;

/** Signs the first admin in, as a browser would, and publishes a survey through the API. */
export async function publishedSurvey(
  product: Signable,
  definition: Definition = npsDefinition,
): Promise<Published> {
  const headers = await signedIn(product);
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply = await fetch(`${product.url}/api/v1${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!reply.ok)
      throw new Error(`${method} ${path} answered ${reply.status}: ${await reply.text()}`);
    return (await reply.json()) as T;
  };
  const site = await call<Site>("POST", "/sites", { name: "Shop", origins: [] });
  const made = await call<Survey>("POST", "/surveys", {
    site: site.id,
    name: "NPS",
    template: "nps",
  });
  await call("PATCH", `/surveys/${made.id}`, { revision: made.revision, draft: definition });
  const live = await call<Survey>("POST", `/surveys/${made.id}/publish`, {});
  return { id: live.id, slug: live.slug, site: live.site, headers };
}

/** The first admin's session, by the one-time link and its button. */
export async function signedIn(product: Signable): Promise<Record<string, string>> {
  const link = await product.signIn();
  const page = await (await fetch(link)).text();
  const token =
    new URL(link).searchParams.get("token") ??
    /name="token" value="([^"]+)"/u.exec(page)?.[1] ??
    "";
  const reply = await fetch(new URL(new URL(link).pathname, product.url), {
    method: "POST",
    body: new URLSearchParams({ token }),
    headers: { origin: product.url },
    redirect: "manual",
  });
  const cookie = reply.headers.getSetCookie()[0]?.split(";")[0];
  if (!cookie) throw new Error(`the sign-in link answered ${reply.status} without a session`);
  return { cookie, "x-verbatim": "1" };
}
