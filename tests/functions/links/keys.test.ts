import { expect, it } from "vitest";
import { NO_SLOT } from "../../../domain/links/token.ts";
import { type Purpose, linkKeys, signer } from "../../../functions/adapters/signer/signer.ts";
import { checkLink, linksOf } from "../../../functions/services/links/links.ts";

const APP_SECRET = "0123456789abcdef0123456789abcdef";
const SECOND = "second-secret-second-secret-second";
const of = (...LINK_SECRETS: string[]) =>
  signer(APP_SECRET, linkKeys({ APP_SECRET, LINK_SECRETS }));

const PURPOSES: Purpose[] = [
  "vote",
  "visit",
  "address",
  "unsubscribe",
  "webhook",
  "erasure",
  "single",
  "whom",
];

it("fault 26: a signature holds for its purpose and workspace alone", async () => {
  const one = of("APP_SECRET");
  for (const signed of PURPOSES)
    for (const asked of PURPOSES)
      for (const workspace of ["wk_aaaaaaaaaa", "wk_bbbbbbbbbb"]) {
        const mac = await one.mac(signed, "wk_aaaaaaaaaa", "data");
        const right = signed === asked && workspace === "wk_aaaaaaaaaa";
        expect(await one.verify(asked, workspace, "data", mac)).toBe(right);
      }
});

it("fault 26: a replaced secret verifies until it is retired; an unknown key id never does", async () => {
  const invitation = {
    workspace: "wk_abcdefghij",
    invitation: "0191b2c3-0000-7000-8000-00000000000a",
  };
  const token = async (by: ReturnType<typeof of>) =>
    (await linksOf(by, "https://x.test", invitation, [NO_SLOT]))[0]!.split("/e/")[1]!;
  const [first, replaced, retired] = [of("APP_SECRET"), of(SECOND, "APP_SECRET"), of(SECOND)];
  const old = await token(first);
  const fresh = await token(replaced);
  expect(fresh).not.toBe(old);
  expect(await checkLink(replaced, old)).toMatchObject({ ...invitation, kid: "1" });
  expect(await checkLink(replaced, fresh)).toMatchObject(invitation);
  expect(await checkLink(retired, fresh)).toMatchObject(invitation);
  expect(await checkLink(retired, old)).toBeUndefined();
  expect(await checkLink(first, fresh)).toBeUndefined();
  // What is remembered of people does not hang on the secrets of links.
  expect(await retired.mac("erasure", "wk_abcdefghij", "x")).toEqual(
    await first.mac("erasure", "wk_abcdefghij", "x"),
  );
});
