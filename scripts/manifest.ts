import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { Manifest } from "./edge/manifest.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

type Rule = { path: string; headers: Record<string, string> };

/** Reads a `_headers` file: an unindented path, which may end in `*`, and its indented headers. */
export function readRules(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const line of text.split("\n").filter((l) => l.trim() !== "")) {
    if (/^\S/.test(line)) rules.push({ path: line.trim(), headers: {} });
    else {
      const [, name = "", value = ""] = /^\s+([^:]+):\s*(.*?)\s*$/.exec(line) ?? [];
      const rule = rules.at(-1);
      if (rule) rule.headers[name.toLowerCase()] = value;
    }
  }
  return rules;
}

/**
 * What the assets of a folder answer when no Cloudflare stands before them. A page `x.html` also
 * answers for `/x`, and `index.html` for its folder.
 */
export async function manifestOf(folder: string): Promise<Manifest> {
  const rules = readRules(await readFile(`${folder}/_headers`, "utf8").catch(() => ""));
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const manifest: Manifest = {};
  for (const entry of names.filter((n) => n.isFile() && n.name !== "_headers")) {
    const file = `${entry.parentPath.slice(folder.length + 1)}/${entry.name}`.replace(/^\//, "");
    const content = await readFile(`${folder}/${file}`);
    const base = {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "public, max-age=0, must-revalidate",
      etag: `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`,
    };
    for (const path of pathsOf(file)) {
      const own = rules.filter((rule) => fits(rule.path, path)).map((rule) => rule.headers);
      manifest[path] = { file, headers: Object.assign({ ...base }, ...own) };
    }
  }
  return manifest;
}

function pathsOf(file: string): string[] {
  const path = `/${file}`;
  if (!path.endsWith(".html")) return [path];
  return [path, path.replace(/(?:index)?\.html$/, "")];
}

function fits(rule: string, path: string): boolean {
  return rule.endsWith("*") ? path.startsWith(rule.slice(0, -1)) : path === rule;
}
