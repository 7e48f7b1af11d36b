import { useLocation } from "preact-iso";
import { useCallback } from "preact/hooks";
import { search } from "../api/client.ts";

/** What stays in the address when one goes from screen to screen. */
const KEPT = ["period", "from", "to"] as const;

export type Patch = Readonly<Record<string, string | undefined>>;

/** An address with parameters changed; undefined takes one out. */
export function withQuery(path: string, query: Patch, patch: Patch): string {
  return path + search({ ...query, ...patch });
}

/** The parameters of an address that another screen takes over. */
export function keptOf(query: Patch): Patch {
  return Object.fromEntries(KEPT.map((key) => [key, query[key]]));
}

/** The parameters of the address, and how to change them. A change replaces the entry in the history. */
export function useQuery(): [Patch, (patch: Patch, push?: boolean) => void] {
  const { path, query, route } = useLocation();
  const set = useCallback(
    (patch: Patch, push = false) => route(withQuery(path, query, patch), !push),
    [path, query, route],
  );
  return [query, set];
}

/** Makes links to other screens that keep the period. */
export function useHref(): (path: string, more?: Patch) => string {
  const { query } = useLocation();
  return (path, more = {}) => withQuery(path, keptOf(query), more);
}
