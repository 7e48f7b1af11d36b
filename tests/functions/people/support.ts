import type { TestApp } from "../../support/app.ts";

type Headers = Record<string, string>;

/** Calls of the API as one member or key, each with its status and body. */
export function callsOf(app: TestApp, headers: Headers) {
  const call = async (method: string, path: string, body?: unknown) => {
    const reply = await app.request(`/api/v1${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: (await reply.json()) as never };
  };
  const ok = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply = await call(method, path, body);
    if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  return {
    call,
    get: <T>(path: string) => ok<T>("GET", path),
    post: <T>(path: string, body: unknown) => ok<T>("POST", path, body),
    patch: <T>(path: string, body: unknown) => ok<T>("PATCH", path, body),
    remove: <T>(path: string) => ok<T>("DELETE", path),
  };
}
