import type { Role } from "../../../domain/wire/common.ts";
import type { Actor } from "../../context.ts";
import { AppError } from "../../errors.ts";

/**
 * Admins manage members up to admin; what concerns an owner is for owners alone.
 * @throws AppError forbidden
 */
export function checkPower(actor: Actor, ...roles: Role[]): void {
  if (!roles.includes("owner") || (actor.kind === "member" && actor.role === "owner")) return;
  throw new AppError("forbidden", { message: "Only an owner may change what concerns owners." });
}
