import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { root } from "../../../scripts/paths.ts";
import { listen, textOf } from "./listen.ts";

/** What a page of a customer may be like: its file in widgets/hosts and the headers it comes with. */
type Host = { file: string; policy?: (values: Values) => string; headers?: Headers };
type Headers = { [name: string]: string };
/** `hash`: of the page's first inline script, as a policy names it. */
type Values = { widget: string; nonce: string; hash: string };

/** Nothing but what is said, no inline code, no sink of Trusted Types; the browser reports each break. */
const strict =
  (scripts: (values: Values) => string) =>
  (values: Values): string =>
    [
      "default-src 'none'",
      "img-src data:",
      `script-src ${scripts(values)}`,
      `connect-src ${values.widget}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      "report-uri /reports",
    ].join("; ");

/** Policies under which the widget must show and answer without one violation. */
export const STRICT = ["csp-hosts", "csp-nonce", "csp-dynamic", "csp-hash"] as const;

/** By the first part of the path. */
const HOSTS: { [name: string]: Host } = {
  plain: { file: "plain" },
  spa: { file: "spa" },
  rtl: { file: "rtl" },
  dark: { file: "dark" },
  modal: { file: "modal" },
  sandbox: { file: "sandbox" },
  double: { file: "double" },
  "hostile-css": { file: "hostile-css" },
  "hostile-scripts": { file: "hostile-scripts" },
  coep: {
    file: "plain",
    headers: {
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-opener-policy": "same-origin",
    },
  },
  "csp-hosts": { file: "plain", policy: strict(({ widget }) => widget) },
  "csp-nonce": { file: "csp-nonce", policy: strict(({ nonce }) => `'nonce-${nonce}'`) },
  "csp-dynamic": {
    file: "csp-nonce",
    policy: strict(({ nonce }) => `'nonce-${nonce}' 'strict-dynamic'`),
  },
  "csp-hash": { file: "csp-hash", policy: strict(({ hash, widget }) => `${hash} ${widget}`) },
  // A page of no origin, as in a sandboxed frame: every storage refuses.
  sandboxed: { file: "plain", policy: () => "sandbox allow-scripts" },
  // The question comes; what it sends is blocked.
  "csp-silent": {
    file: "plain",
    policy: ({ widget }) => `script-src ${widget}; connect-src 'none'`,
  },
};

/**
 * A host page as its server sends it.
 * @param url address of the page @param widget origin of Verbatim @param markup the page's own, where it has a place for it
 * @returns undefined when there is no such page
 */
export async function hostPage(
  url: URL,
  widget: string,
  site: string,
  markup: string,
): Promise<{ body: string; headers: Headers } | undefined> {
  const host = HOSTS[url.pathname.split("/")[1]!];
  if (!host) return undefined;
  const nonce = randomBytes(16).toString("base64");
  const words: Headers = {
    WIDGET: widget,
    SITE: site,
    NONCE: nonce,
    MARKUP: markup,
    ALLOW: url.searchParams.get("allow") ?? "",
    SRC: url.searchParams.get("src") ?? "/plain",
  };
  const text = await readFile(`${root}/widgets/hosts/${host.file}.html`, "utf8");
  const body = text.replace(/\{\{(\w+)\}\}/gu, (_, word: string) => words[word] ?? "");
  const inline = /<script>([^]*?)<\/script>/u.exec(body)?.[1] ?? "";
  const hash = `'sha256-${createHash("sha256").update(inline).digest("base64")}'`;
  return {
    body,
    headers: {
      "content-type": "text/html; charset=utf-8",
      ...host.headers,
      ...(host.policy && { "content-security-policy": host.policy({ widget, nonce, hash }) }),
    },
  };
}

/**
 * Serves the host pages, with the tag of one site in them, at an origin of their own.
 * @param shown origin of Verbatim and the page's own markup, looked up for each page; takes the
 * directives that browsers report as violated
 */
export function openHosts(
  shown: { url: string; markup: string; violations: string[] },
  site: string,
): ReturnType<typeof listen> {
  return listen(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/reports") {
      const report = JSON.parse(await textOf(request)) as { "csp-report": Violation };
      shown.violations.push(report["csp-report"]["violated-directive"]);
      return void response.writeHead(204).end();
    }
    const page = await hostPage(url, shown.url, site, shown.markup);
    response.writeHead(page ? 200 : 404, page?.headers ?? {}).end(page?.body);
  });
}

type Violation = { "violated-directive": string };
