import { api } from "../../api/client.ts";
import { useResource } from "../../state/resource.ts";

/**
 * Who is behind an actor of the log (`member:ID`, `key:ID`, `system:NAME`); undefined for a member
 * whose name the reader may not see, or who left.
 */
export function useNames(): (actor: string) => string | undefined {
  const { data } = useResource("members", "all", () => api.members());
  const names = new Map(data?.items.map(({ id, name, email }) => [id, name || email]));
  return (actor) => {
    const [kind, id = kind] = actor.split(":", 2);
    if (kind === "key") return "an API key";
    return kind === "system" ? "a run" : names.get(id ?? "");
  };
}
