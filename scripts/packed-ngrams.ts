import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";

/** How often each language has an n-gram, by the language's number. */
type Shares = Record<string, number>;
type Ngrams = Record<string, Shares>;

/** Numbers are written as one character each, from this one on. */
const ZERO = 48;

/**
 * The language detector's table in a third of its bytes: what it says of a group of n-grams once,
 * then the group, a line each. Every isolate reads the bundle before it answers anything.
 */
export const packedNgrams: Plugin = {
  name: "packed-ngrams",
  setup(build) {
    build.onLoad({ filter: /eld[\\/]src[\\/]ngrams[\\/]\w+\.js$/ }, async ({ path }) => {
      const { ngramsData } = (await import(pathToFileURL(path).href)) as {
        ngramsData: { ngrams: Ngrams };
      };
      const { ngrams, ...rest } = ngramsData;
      const read = `(${unpack.toString()})(${JSON.stringify(pack(ngrams))}, ${ZERO})`;
      return {
        contents: `export const ngramsData = { ...${JSON.stringify(rest)}, ngrams: ${read} };`,
        loader: "js",
      };
    });
  },
};

/** Groups of n-grams, each behind a line that begins with a tab and says what holds for all of it. */
export function pack(ngrams: Ngrams): string {
  const groups = new Map<string, string[]>();
  for (const [ngram, shares] of Object.entries(ngrams)) {
    const head = Object.entries(shares)
      .map((pair) => pair.map((n) => String.fromCharCode(ZERO + Number(n))).join(""))
      .join("");
    const known = groups.get(head);
    if (known) known.push(ngram);
    else groups.set(head, [ngram]);
  }
  return [...groups].flatMap(([head, group]) => [`\t${head}`, ...group]).join("\n");
}

/** Stands in the bundle as its text: it may name nothing but its arguments. */
export function unpack(text: string, zero: number): Ngrams {
  const ngrams: Ngrams = {};
  let shares: Shares = {};
  for (const line of text.split("\n")) {
    if (!line.startsWith("\t")) ngrams[line] = shares;
    else {
      shares = {};
      for (let i = 1; i < line.length; i += 2)
        shares[line.charCodeAt(i) - zero] = line.charCodeAt(i + 1) - zero;
    }
  }
  return ngrams;
}
