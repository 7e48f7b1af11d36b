import type { PeopleAttributes } from "../../../domain/wire/people.ts";
import type { TenantContext } from "../../context.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";

/** People whose values are shown as examples, and examples of each attribute. */
const LOOK = 200;
const EXAMPLES = 5;

/** What people are described by, with values that those who were changed last have. */
export async function listAttributes(
  ctx: TenantContext,
  { people }: { people: PeopleRepository },
): Promise<PeopleAttributes> {
  const [types, newest] = await Promise.all([
    people.attributes(ctx.workspace),
    people.newest(ctx.workspace, LOOK),
  ]);
  return {
    items: [...types].map(([name, type]) => {
      const values = newest.flatMap(({ attributes }) =>
        Object.hasOwn(attributes, name) ? [String(attributes[name])] : [],
      );
      return { name, type, examples: [...new Set(values)].slice(0, EXAMPLES) };
    }),
  };
}
