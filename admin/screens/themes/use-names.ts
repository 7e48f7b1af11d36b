import { api } from "../../api/client.ts";
import { useResource } from "../../state/resource.ts";

/** Names of members by their id; nobody's where the reader may not see them. */
export function useNames(): (id: string) => string | undefined {
  const { data } = useResource("members", "all", () => api.members());
  const names = new Map(data?.items.map(({ id, name, email }) => [id, name || email]));
  return (id) => names.get(id);
}
