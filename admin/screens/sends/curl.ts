/** The call that makes signed links in bulk, to paste into a shell. */
export function curlFor(origin: string, survey: string): string {
  const body = {
    survey,
    items: [
      { key: "2026-11/customer-1", person: "customer-1", email: "ada@example.com", language: "en" },
      { key: "2026-11/customer-2", email: "bo@example.com", attributes: { plan: "team" } },
    ],
  };
  return `curl ${origin}/api/v1/invitations \\
  -H 'Authorization: Bearer YOUR_KEY' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(body, null, 2)}'`;
}
