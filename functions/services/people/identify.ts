import { type Change, changeOf } from "../../../domain/people/changes.ts";
import { fitted, typeOf } from "../../../domain/people/values.ts";
import { cleanText } from "../../../domain/survey/text.ts";
import { judgeEmail } from "../../../domain/wire/judge-people.ts";
import type { AttributeType, SavePerson } from "../../../domain/wire/people.ts";
import type { Proven } from "../../adapters/proof/proof.ts";
import type { Context } from "../../context.ts";
import type { Kept } from "../../db/repositories/known-people.ts";
import { emailOf } from "../accounts/email.ts";
import { addressHash } from "../suppressions/hash.ts";
import type { RememberDeps } from "./remember.ts";
import { subscriptionOf } from "./subscription-of.ts";

/** A visit brings the same proof with every request: what was just seen is not read again. */
const seen = new Map<string, number>();
const SEEN_MS = 10 * 60_000;
const MOST_SEEN = 1_000;

const LONGEST = 200;

type Said = Pick<SavePerson, "email" | "attributes">;

/**
 * Makes or updates the person that a customer's server vouches for: address and attributes of the
 * proof. Reads one row where nothing changed, and writes nothing then. An attribute that does not fit
 * its type is left out, and so is an address that was erased; who said no to mail stays so.
 */
export async function identify(
  ctx: Context,
  { known, signer }: RememberDeps,
  workspace: string,
  proven: Proven,
): Promise<void> {
  const id = cleanText(proven.id);
  if (id === "") return;
  const said = saidBy(proven);
  const key = JSON.stringify([workspace, id, said]);
  if ((seen.get(key) ?? -Infinity) > ctx.now - SEEN_MS) return;
  const kept = await known.get(workspace, id);
  if (!isKnown(said, kept)) {
    const email = said.email && said.email !== kept?.email ? said.email : undefined;
    const hash = email && (await addressHash(signer, workspace, email));
    const around = await known.around(workspace, email && hash ? { text: email, hash } : undefined);
    const { types, suppressed, byAddress } = around;
    const named = new Set(types.keys());
    if (suppressed === "erased") delete said.email;
    const adopted = kept || byAddress?.email !== said.email ? undefined : said.email;
    const before = kept ?? (adopted ? byAddress : undefined);
    const change = fittingChange(id, said, before, types);
    const subscription =
      suppressed && said.email && (before?.subscription ?? "subscribed") === "subscribed"
        ? subscriptionOf(suppressed)
        : undefined;
    if (change || adopted)
      await known.write(
        workspace,
        { person: id, ...change, ...(subscription && { subscription }) },
        [...types].filter(([name]) => !named.has(name)),
        adopted ?? undefined,
        ctx.now,
      );
  }
  if (seen.size >= MOST_SEEN) seen.clear();
  seen.set(key, ctx.now);
}

/** What a proof says of a person, as far as it can be kept. */
function saidBy({ email, attributes }: Proven): Said {
  const address = email === undefined ? undefined : judgeEmail(email);
  return {
    ...(address !== undefined && { email: emailOf(address) }),
    attributes: Object.fromEntries(
      Object.entries(attributes).filter(
        ([, value]) => typeof value !== "string" || value.length <= LONGEST,
      ),
    ),
  };
}

/** Whether all of it is kept already; judged by the person's row alone. */
function isKnown(said: Said, kept: Kept | undefined): boolean {
  if (!kept) return false;
  const types = new Map(
    Object.entries(kept.attributes).map(([name, value]) => [name, typeOf(value)]),
  );
  return changeOf("", said, kept, types) === undefined;
}

/** The change without attributes that do not fit; without any where they are too many. */
function fittingChange(
  id: string,
  { attributes = {}, ...rest }: Said,
  kept: Kept | undefined,
  types: Map<string, AttributeType>,
): Change | undefined {
  const fitting = Object.entries(attributes).filter(([name, value]) => {
    const type = types.get(name);
    return value === null || !type || value === "" || fitted(value, type) !== undefined;
  });
  const change = changeOf(id, { ...rest, attributes: Object.fromEntries(fitting) }, kept, types);
  if (!change || !("field" in change)) return change;
  const bare = changeOf(id, rest, kept, types);
  return bare && "field" in bare ? undefined : bare;
}
