import { proofOf, seedProofKey } from "../../tests/support/proof.ts";
import { beyond, counted } from "./meter.ts";
import { type Shop, openShop } from "./shop.ts";

/** Longer than an isolate remembers a proof that it has just seen. */
const FORGOTTEN = 11 * 60_000;
const CLAIMS = { email: "ana@example.com", attrs: { plan: "pro", seats: 3 } };

/** What a proof writes and reads on top of a response under the same id, claimed. */
export async function countPeople() {
  const shop = await openShop();
  try {
    const { app, home, clock, body, post } = shop;
    await seedProofKey(app, home.site);
    const known = (sub: string, claims: object) =>
      body({ attributes: {}, person: proved(shop, sub, claims) });
    // What only the very first ones write: the survey's values, names of attributes.
    await post(body({ attributes: CLAIMS.attrs }));
    await post(known("first", CLAIMS));
    await app.settled();
    clock.now += FORGOTTEN;
    await post(body({ attributes: CLAIMS.attrs }));
    const claimed = await counted(app, () =>
      post(body({ attributes: CLAIMS.attrs, person: { id: "cust-1" } })),
    );
    const made = await counted(app, () => post(known("cust-1", CLAIMS)));
    clock.now += FORGOTTEN;
    await post(body({ attributes: CLAIMS.attrs }));
    const same = await counted(app, () => post(known("cust-1", CLAIMS)));
    const other = { ...CLAIMS, attrs: { plan: "pro", seats: 4 } };
    const changed = await counted(app, () => post(known("cust-1", other)));
    return {
      "person made by a proof, on top": beyond(claimed, made),
      "person changed by a proof, on top": beyond(claimed, changed),
      "person known by a proof, on top": beyond(claimed, same),
    };
  } finally {
    await shop.app.close();
  }
}

const proved = ({ home, clock }: Shop, sub: string, claims: object) => ({
  proof: proofOf(home.site, sub, clock.now, claims),
});
