import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { pageHeaders } from "../http/security.ts";
import { landingPage } from "./landing.ts";
import { outboxMail, outboxPage } from "./outbox.ts";
import { postUnsubscribe, unsubscribePage } from "./unsubscribe.ts";
import { castVote } from "./vote.ts";

/** One-click e-mail: a GET shows, only a POST votes or unsubscribes. */
export const links = new Hono<AppEnv>();

links.use("/e/*", pageHeaders);
links.get("/e/:token", landingPage);
links.post("/e/:token", castVote);
links.use("/u/*", pageHeaders);
links.get("/u/:token", unsubscribePage);
links.post("/u/:token", postUnsubscribe);
links.get("/demo/mail", outboxPage);
links.get("/demo/mail/:id", outboxMail);
