import type { TestApp } from "../../support/app.ts";

/** The newest link that was mailed to an address. */
export async function linkIn(app: TestApp, email: string): Promise<string> {
  const [mail] = await app.run(
    'select text from mails where "to" = ? order by created_at desc, id desc limit 1',
    [email],
  );
  const link = /http\S+/u.exec(String(mail?.["text"]))?.[0];
  if (!link) throw new Error(`no link was mailed to ${email}`);
  return link;
}

/** Presses the button of an auth page, as a browser would. */
export async function form(
  app: TestApp,
  link: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const url = new URL(link, app.env.PUBLIC_ORIGIN);
  return app.request(url.pathname, {
    method: "POST",
    headers: {
      origin: url.origin,
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body: new URLSearchParams({ token: url.searchParams.get("token") ?? "" }),
    redirect: "manual",
  });
}

/** Signs a member in by mail. @returns the Cookie header */
export async function signIn(
  app: TestApp,
  email: string,
  headers: Record<string, string> = {},
): Promise<string> {
  await app.post("/auth/sign-in", { email }, headers);
  await app.settled();
  const reply = await form(app, await linkIn(app, email));
  return reply.headers.get("set-cookie")?.split(";")[0] ?? "";
}
