import { describe, expect, it } from "vitest";
import { read, repositoryFiles, walk } from "./source.ts";

const IMPURE_GLOBALS = new Set([
  "fetch",
  "document",
  "window",
  "globalThis",
  "crypto",
  "performance",
  "setTimeout",
  "process",
]);
const IMPURE_MEMBERS = new Set(["Date.now", "Math.random"]);
const RAW_HTML = new Set([
  "dangerouslySetInnerHTML",
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "srcdoc",
]);

const name = (node: unknown): string => (node as { name?: string } | undefined)?.name ?? "";

/** Names of the clock, of chance and of the world outside that a file reads. */
function impureNames(path: string, text: string): string[] {
  const found: string[] = [];
  walk(path, text, (node, parent) => {
    if (node.type === "MemberExpression") {
      const member = `${name(node.object)}.${name(node.property)}`;
      if (IMPURE_MEMBERS.has(member)) found.push(member);
    }
    if (node.type === "NewExpression" && name(node.callee) === "Date") {
      if ((node.arguments as unknown[]).length === 0) found.push("new Date()");
    }
    const isName =
      parent?.type === "MemberExpression" && parent.property === node && !parent.computed;
    const isKey = parent?.type === "Property" && parent.key === node && !parent.shorthand;
    const isTyped = parent?.type === "TSPropertySignature" && parent.key === node;
    if (
      node.type === "Identifier" &&
      IMPURE_GLOBALS.has(name(node)) &&
      !isName &&
      !isKey &&
      !isTyped
    ) {
      found.push(name(node));
    }
  });
  return found;
}

/** Ways to make a page of a string that a file uses. */
function rawHtml(path: string, text: string): string[] {
  const found: string[] = [];
  walk(path, text, (node) => {
    const used = ["Identifier", "JSXIdentifier"].includes(node.type) ? name(node) : "";
    const literal = node.type === "Literal" ? String(node.value) : "";
    for (const word of [used, literal]) if (RAW_HTML.has(word)) found.push(word);
  });
  return found;
}

const sources = (folders: RegExp) =>
  repositoryFiles().filter((path) => folders.test(path) && /\.tsx?$/.test(path));

describe("domain", () => {
  it("names neither the clock nor chance nor the world outside", () => {
    const files = sources(/^domain\//);
    expect(files.length).toBeGreaterThan(10);
    const found = files.flatMap((path) =>
      impureNames(path, read(path)).map((word) => `${path}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    "Date.now()",
    "new Date()",
    "Math.random()",
    "fetch('/')",
    "const d = document",
    "crypto.randomUUID()",
  ])("would not pass with %s", (text) => expect(impureNames("domain/x.ts", text)).toHaveLength(1));

  it("may take a time, a seed and fields of the same names", () => {
    const text = "const x = { document: 1 }; f(x.document, new Date(5), Math.floor(2))";
    expect(impureNames("domain/x.ts", text)).toEqual([]);
  });
});

describe("text stays text", () => {
  it("makes no page of a string in the widget or the console", () => {
    const files = sources(/^(widgets|admin)\//);
    const found = files.flatMap((path) =>
      rawHtml(path, read(path)).map((word) => `${path}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    "<p dangerouslySetInnerHTML={{ __html: x }} />",
    "node.innerHTML = x",
    "node['outerHTML'] = x",
  ])("would not pass with %s", (text) => expect(rawHtml("admin/x.tsx", text)).toHaveLength(1));
});
