import { type Attributes, holds } from "../targeting/attributes.ts";
import { type Cooldown, type Event, type Resting, restsFor } from "../targeting/rests.ts";
import type { Consent, Subscription } from "../wire/people.ts";
import type { SendPlan, SkipReason } from "../wire/sends.ts";

/** What is known, at the moment of handing over, of an invitation and whom it is for. */
export type Facts = {
  now: number;
  plan: SendPlan;
  survey: Omit<Resting, "mode">;
  /** It was closed, put away, or has all the answers that it asked for. */
  stopped: boolean;
  /** External ids and @domains of the team. */
  team: readonly string[];
  cooldown: Cooldown;
  /** Undefined: gone since. */
  person:
    | {
        id: string;
        email: string | null;
        subscription: Subscription;
        consent: Consent;
        attributes: Attributes;
      }
    | undefined;
  suppressed: boolean;
  /** Somebody else of the same send has this address and was asked. */
  sameAddress: boolean;
  /** What happened between the workspace and this person. */
  history: readonly Event[];
};

/**
 * Why an invitation may not go out now, for good; undefined when it may. What the person or the law
 * says comes before what is merely polite.
 */
export function mayNotSend(facts: Facts): SkipReason | undefined {
  const { person, plan } = facts;
  if (facts.stopped) return "survey_stopped";
  if (!person?.email) return "no_address";
  if (person.subscription !== "subscribed") {
    return person.subscription === "unsubscribed" ? "unsubscribed" : "suppressed";
  }
  if (person.consent === "withdrawn") return "consent_withdrawn";
  if (facts.suppressed) return "suppressed";
  if (isTeam(facts.team, person.id, person.email)) return "team";
  if (
    plan.kind === "trigger" &&
    plan.unless?.every((rule) => holds(rule, {}, person.attributes)) === true
  )
    return "rule";
  if (facts.sameAddress) return "same_address";
  return resting(facts);
}

/** A mail interrupts as much as what opens over a page: every rest counts. */
function resting({ survey, history, cooldown, now }: Facts): SkipReason | undefined {
  const rests = restsFor({ ...survey, mode: "popover" }, history, cooldown);
  const held = rests.filter(({ until }) => until > now);
  if (held.some(({ of, because }) => of === "survey" && because.what === "answered"))
    return "answered";
  return held.length > 0 ? "cool_down" : undefined;
}

/** @param team external ids and @domains, as the workspace lists them */
function isTeam(team: readonly string[], person: string, email: string): boolean {
  const domain = email.slice(email.lastIndexOf("@")).toLowerCase();
  return team.some((entry) => entry === person || entry.toLowerCase() === domain);
}
