import type { Subscription, SuppressionReason } from "../../../domain/wire/people.ts";

/** What a suppressed address says of the person who brings it; an erased one belongs to nobody. */
export function subscriptionOf(reason: SuppressionReason): Subscription {
  switch (reason) {
    case "bounced":
    case "complained":
      return reason;
    case "unsubscribed":
    case "imported":
    case "erased":
      return "unsubscribed";
  }
}
