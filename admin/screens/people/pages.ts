import type { People, Person } from "../../../domain/wire/people.ts";

/** People that one page of the list shows. */
export const PAGE = 100;
/** Calls for one page: a filter that few people meet needs several. */
const MOST_CALLS = 8;

/**
 * One page of a list whose every call looks at a bounded number of people, and may find none among them.
 * @param list one call @returns less than two pages, and where to go on
 */
export async function fillPage(
  list: (cursor: string | undefined) => Promise<People>,
  from: string | undefined,
): Promise<People> {
  const items: Person[] = [];
  let cursor = from;
  for (let call = 0; call < MOST_CALLS; call++) {
    const page = await list(cursor);
    items.push(...page.items);
    if (page.next === null) return { items, next: null };
    cursor = page.next;
    if (items.length >= PAGE) break;
  }
  return { items, next: cursor ?? null };
}
