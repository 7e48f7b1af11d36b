import { pageLook, readLookName } from "../../domain/survey/page-look.ts";
import { found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";

/** GET /s/look/NAME.css: the colours of a look. All of it stands in the name, so it never changes. */
export function lookSheet(c: AppContext): Response {
  const look = found(readLookName(c.req.param("name") ?? ""));
  return c.body(pageLook(look), 200, {
    "content-type": "text/css; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  });
}
