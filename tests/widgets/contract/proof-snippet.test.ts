import { readFile, rm, writeFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readProof } from "../../../functions/adapters/proof/proof.ts";
import { root } from "../../../scripts/paths.ts";

type ProofOf = (
  user: { id: string; email?: string; attrs?: object },
  key: { site: string; kid: string; secret: string },
) => string;

let folder: string;
let proofOf: ProofOf;
beforeAll(async () => {
  const page = await readFile(`${root}/docs/site-developers.md`, "utf8");
  const code = /```js\n(import \{ createHmac \}.*?)```/su.exec(page)![1]!;
  folder = await mkdtemp(join(tmpdir(), "snippet-"));
  await writeFile(join(folder, "proof.mjs"), code);
  ({ proofOf } = (await import(join(folder, "proof.mjs"))) as { proofOf: ProofOf });
});
afterAll(() => rm(folder, { recursive: true }));

const key = { kid: "k2", secret: "a secret of at least thirty-two characters" };
const site = { id: "st_abcdefghij", proofSecrets: [{ kid: "k1", secret: "another" }, key] };
const user = { id: "customer-42", email: "a@shop.example", attrs: { plan: "pro" } };

it("the snippet for servers makes proofs that hold, and no other ones", async () => {
  const proof = proofOf(user, { site: site.id, ...key });
  const read = (text: string, now = Date.now()) => readProof(text, site, now);
  expect(await read(proof)).toEqual({
    id: "customer-42",
    email: "a@shop.example",
    attributes: { plan: "pro" },
  });
  expect(await read(proof, Date.now() + 2 * 3_600_000)).toBeUndefined();
  expect(await read(proofOf(user, { site: "st_zzzzzzzzzz", ...key }))).toBeUndefined();
  expect(await read(proofOf(user, { site: site.id, kid: "k1", secret: "x" }))).toBeUndefined();
  expect(await read(proofOf({ id: "customer-42" }, { site: site.id, ...key }))).toMatchObject({
    id: "customer-42",
    email: undefined,
  });
});
