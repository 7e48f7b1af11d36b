import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { pageHeaders } from "../http/security.ts";
import { invitePage, postInvite } from "./invite.ts";
import { linkPage, postLink } from "./link.ts";
import { outboxPage } from "./outbox.ts";
import { postSignIn } from "./sign-in.ts";
import { postSignOut } from "./sign-out.ts";

/** Signing in and out: mailed links, invites, and the outbox of a machine of one's own. */
export const auth = new Hono<AppEnv>();

auth.use("/auth/*", async (c, next) => {
  await next();
  // Without any referrer a browser would send "null" as the Origin of our own forms.
  c.res.headers.set("referrer-policy", "same-origin");
});
auth.use("/auth/*", pageHeaders);
auth.post("/auth/sign-in", postSignIn);
auth.post("/auth/sign-out", postSignOut);
auth.get("/auth/link", linkPage);
auth.post("/auth/link", postLink);
auth.get("/auth/invite", invitePage);
auth.post("/auth/invite", postInvite);
auth.get("/auth/outbox", outboxPage);
