import { checkSync } from "recheck";
import { expect, it } from "vitest";
import { read, repositoryFiles, walk } from "../architecture/source.ts";
import { measured } from "../support/faults/size.ts";

type Found = { where: string; source: string; flags: string };

/** Every regular expression of what runs in the Worker or on a visitor's page. */
function expressions(): Found[] {
  const files = repositoryFiles().filter((path) =>
    /^(functions|domain|widgets)\/.*\.tsx?$/u.test(path),
  );
  return files.flatMap((path) => regexesOf(path, read(path)));
}

function regexesOf(path: string, text: string): Found[] {
  const found: Found[] = [];
  walk(path, text, (node) => {
    const regex = node.type === "Literal" ? (node.regex as RegExpLiteral | undefined) : undefined;
    if (regex) found.push({ where: path, source: regex.pattern, flags: regex.flags });
  });
  return found;
}
type RegExpLiteral = { pattern: string; flags: string };

const verdict = ({ source, flags }: Found) =>
  checkSync(source, flags, { checker: "auto", randomSeed: 1, timeout: 20_000 }).status;

it("fault 13: no regular expression of ours can be made slow", { timeout: 300_000 }, (context) => {
  const all = new Map(expressions().map((one) => [`/${one.source}/${one.flags}`, one]));
  const slow = [...all].flatMap(([text, one]) => {
    const status = verdict(one);
    return status === "safe" ? [] : [`${one.where}: ${text} is ${status}`];
  });
  measured(context, `${all.size} regular expressions checked by recheck: ${slow.length} not safe`);
  expect(all.size).toBeGreaterThan(40);
  expect(slow).toEqual([]);
});

it.each(["const a = /^(a+)+$/u", "x.replace(/(\\s*,\\s*)*;/g, '')", "new Set([/(x|x)*y/])"])(
  "fault 13: would find %s",
  (text) => {
    const [one] = regexesOf("functions/x.ts", text);
    expect(one && verdict(one)).toBe("vulnerable");
  },
);
