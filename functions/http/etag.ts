/**
 * A JSON reply with an ETag of its content, or 304 without one when the caller knows it already.
 * For views that poll.
 */
export async function unlessKnown(request: Request, value: unknown): Promise<Response> {
  const body = JSON.stringify(value);
  const digest = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)),
  );
  const etag = `W/"${btoa(String.fromCharCode(...digest.subarray(0, 12)))}"`;
  // Private: the reply depends on who asks.
  const headers = { etag, "cache-control": "private, no-cache" };
  if (request.headers.get("if-none-match") === etag)
    return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": "application/json" } });
}
