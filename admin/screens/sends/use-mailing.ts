import type { Mailing } from "../../../domain/wire/mail.ts";
import { mailApi } from "../../api/sends.ts";
import { type Resource, useResource } from "../../state/resource.ts";

/** Who mail comes from, how it leaves, and what went out today. */
export function useMailing(): Resource<Mailing> {
  return useResource("mailing", "all", () => mailApi.mailing());
}
