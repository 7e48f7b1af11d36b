import type { Manifest } from "./manifest.ts";

type Env = { FILES: Fetcher; MANIFEST: Manifest };

/** Answers built files as Workers assets do: type, ETag and the headers of `_headers`; else 404. */
export default {
  async fetch(request, { FILES, MANIFEST }) {
    const entry = MANIFEST[new URL(request.url).pathname];
    if (!entry) return new Response(null, { status: 404 });
    if (request.headers.get("if-none-match")?.includes(String(entry.headers["etag"]))) {
      return new Response(null, { status: 304, headers: entry.headers });
    }
    const file = await FILES.fetch(`http://files/${entry.file}`, { method: request.method });
    return new Response(file.body, { status: file.status, headers: entry.headers });
  },
} satisfies ExportedHandler<Env>;
