import type { ChangePerson, Person } from "../../../domain/wire/people.ts";
import type { TenantContext } from "../../context.ts";
import { AppError, found } from "../../errors.ts";
import { liftSuppression } from "../suppressions/lift.ts";
import { type SaveDeps, savePeople } from "./save.ts";

/**
 * Changes one person by hand, by the rules of every row; but `subscribed` lifts what an import or a
 * bounce said of the address, as an admin may.
 * @throws AppError not_found, invalid
 */
export async function changePerson(
  ctx: TenantContext,
  deps: SaveDeps,
  id: string,
  change: ChangePerson,
): Promise<Person> {
  const before = found(await deps.people.get(ctx.workspace, id));
  const { errors } = await savePeople(ctx, deps, [{ ...change, person: id }], "console");
  if (errors.length > 0)
    throw new AppError("invalid", {
      fields: Object.fromEntries(errors.map(({ field, message }) => [field, message])),
    });
  if (change.subscription === "subscribed" && before.subscription !== "subscribed") {
    const email = found(await deps.people.get(ctx.workspace, id)).email;
    if (email === null) {
      if (before.subscription === "complained")
        throw new AppError("invalid", { fields: { subscription: "they complained" } });
      await deps.people.resubscribe(ctx.workspace, id, ctx.now);
    } else await liftSuppression(ctx, deps, email, "subscription");
  }
  return found(await deps.people.get(ctx.workspace, id));
}
