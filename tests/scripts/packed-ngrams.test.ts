import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { root } from "../../scripts/paths.ts";
import { pack, unpack } from "../../scripts/packed-ngrams.ts";

it("gives back the language detector's table as it is, from less than half of its text", async () => {
  const file = `${root}/node_modules/eld/src/ngrams/extrasmall.js`;
  const { ngramsData } = (await import(pathToFileURL(file).href)) as {
    ngramsData: { ngrams: Record<string, Record<string, number>> };
  };
  const packed = pack(ngramsData.ngrams);
  expect(unpack(packed, 48)).toEqual(ngramsData.ngrams);
  expect(Object.keys(ngramsData.ngrams).length).toBeGreaterThan(40_000);
  expect(packed.length).toBeLessThan(JSON.stringify(ngramsData.ngrams).length / 2);
});
