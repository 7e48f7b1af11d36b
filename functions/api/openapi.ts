import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { pageHeaders } from "../http/security.ts";

const BRIEFLY = { "cache-control": "public, max-age=300" };

/** The description of the API, for machines and for people, made from the routes themselves. */
export const openapi = new Hono<AppEnv>();

openapi.get("/openapi.json", async (c) => {
  const { openApiDocument } = await import("../http/openapi.ts");
  return c.json(openApiDocument(new URL(c.var.settings.PUBLIC_ORIGIN).origin), 200, {
    ...BRIEFLY,
    "access-control-allow-origin": "*",
  });
});

openapi.use("/docs", pageHeaders);
openapi.get("/docs", async (c) => {
  const [{ openApiDocument }, { docsPage }] = await Promise.all([
    import("../http/openapi.ts"),
    import("./docs-page.ts"),
  ]);
  return c.html(
    docsPage(openApiDocument(new URL(c.var.settings.PUBLIC_ORIGIN).origin)),
    200,
    BRIEFLY,
  );
});

openapi.get("/api/docs.css", async (c) => {
  const { DOCS_STYLE } = await import("./docs-style.ts");
  return c.body(DOCS_STYLE, 200, { ...BRIEFLY, "content-type": "text/css; charset=utf-8" });
});
