import { useRef, useState } from "preact/hooks";
import type { Quote, Quotes } from "../../../../domain/wire/themes.ts";
import { type Span, api } from "../../../api/client.ts";
import { useBusy } from "../../../components/button.tsx";
import { useResource } from "../../../state/resource.ts";
import { attempt } from "../../../state/toasts.ts";

export const ORDERS = ["typical", "negative", "positive", "newest"] as const;
export type Order = (typeof ORDERS)[number];

/** What tells one quote from another. */
export const keyOf = ({ response, question }: Quote): string => `${response} ${question}`;

type More = { key: string; items: readonly Quote[]; next: string | null; pages: number };

/** The quotes of a theme in one order, page by page. */
export function useQuotes(theme: string, survey: string, { from, to }: Span, order: Order) {
  const key = `${survey} ${from} ${to} ${order}`;
  const load = (cursor?: string): Promise<Quotes> =>
    api.themeQuotes(theme, { survey, from, to, order, ...(cursor && { cursor }) });
  const first = useResource(`quotes ${theme}`, key, () => load());
  const [more, setMore] = useState<More>();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [busy, run] = useBusy();
  const turn = useRef(0);
  const added = more?.key === key ? more : undefined;
  const all = [...(first.data?.items ?? []), ...(added?.items ?? [])];
  const next = added ? added.next : (first.data?.next ?? null);
  const newest = useRef(async () => {});
  newest.current = async () => {
    await attempt("The quotes could not be read anew.", async () => {
      const mine = ++turn.current;
      const page = await load();
      const items: Quote[] = [];
      let cursor = page.next;
      for (let i = 0; i < (added?.pages ?? 0) && cursor !== null; i++) {
        const another = await load(cursor);
        items.push(...another.items);
        cursor = another.next;
      }
      // A change and its undo follow each other closely: the older reply must not come last.
      if (mine !== turn.current) return;
      first.put(page);
      setMore(added && { key, items, next: cursor, pages: added.pages });
      setGone(new Set());
    });
  };
  return {
    first,
    items: all.filter((quote) => !gone.has(keyOf(quote))),
    /** How many mentions an order was told from; null: all of them. */
    of: first.data?.of ?? null,
    next,
    busy,
    loadMore: () =>
      run(() =>
        attempt("No more could be loaded.", async () => {
          if (next === null) return;
          const page = await load(next);
          setMore({
            key,
            items: [...(added?.items ?? []), ...page.items],
            next: page.next,
            pages: (added?.pages ?? 0) + 1,
          });
        }),
      ),
    /** Takes one out of sight before the server has answered, or puts it back. */
    hide: (quote: string, hidden: boolean) =>
      setGone((was) => {
        const now = new Set(was);
        if (hidden) now.add(quote);
        else now.delete(quote);
        return now;
      }),
    /** Reads anew what is shown, as many pages as there were; an undo calls it from long ago. */
    refresh: () => newest.current(),
  };
}
