import type { Mailing } from "../../../domain/wire/mail.ts";
import { mailApi } from "../../api/sends.ts";
import { may } from "../../state/me.ts";
import { type Resource, useResource } from "../../state/resource.ts";

/** Who mail comes from, how it leaves, and what went out today; nothing for others than admins. */
export function useMailing(): Resource<Mailing> {
  return useResource("mailing", may("admin") ? "all" : null, () => mailApi.mailing());
}
