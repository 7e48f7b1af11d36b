import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync } from "oxc-parser";
import { root } from "../../scripts/paths.ts";

/** Every file that git knows or would add, from the root, with forward slashes. */
export function repositoryFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    cwd: root,
  });
  return listed
    .toString()
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)));
}

export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export interface Import {
  /** A path from the root, or a package's name. */
  target: string;
  isPackage: boolean;
  typeOnly: boolean;
  /** By import(), so that it is loaded when it is first needed. */
  later: boolean;
}

function packageName(request: string): string {
  if (request.startsWith("node:")) return request;
  return request
    .split("/")
    .slice(0, request.startsWith("@") ? 2 : 1)
    .join("/");
}

/** What a source file imports, statically or not, and re-exports. */
export function importsOf(path: string, text: string): Import[] {
  const { module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const requests: { request: string; typeOnly: boolean; later?: true }[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every(({ isType }) => isType);
    requests.push({ request: moduleRequest.value, typeOnly });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) requests.push({ request: moduleRequest.value, typeOnly: isType });
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^["'`]([^"'`$]+)["'`]$/.exec(
      text.slice(moduleRequest.start, moduleRequest.end),
    );
    // A computed request names nothing that can be checked; only scripts and builds load that way.
    if (literal?.[1]) requests.push({ request: literal[1], typeOnly: false, later: true });
  }
  return requests.map(({ request, typeOnly, later = false }) => {
    const isPackage = !request.startsWith(".");
    const target = isPackage
      ? packageName(request)
      : normalize(join(dirname(path), request)).replaceAll("\\", "/");
    return { target, isPackage, typeOnly, later };
  });
}

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Calls `visit` for every node of a file's syntax tree. */
export function walk(
  path: string,
  text: string,
  visit: (node: Node, parent: Node | undefined) => void,
): void {
  const step = (value: unknown, parent: Node | undefined): void => {
    if (Array.isArray(value)) for (const item of value) step(item, parent);
    else if (typeof value === "object" && value !== null && "type" in value) {
      const node = value as Node;
      visit(node, parent);
      for (const child of Object.values(node)) step(child, node);
    }
  };
  step(parseSync(path, text).program, undefined);
}
