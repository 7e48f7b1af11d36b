import { type DemoPerson, demoCustomers } from "../../../domain/demo/customers.ts";
import { DEMO_SEED } from "../../../domain/demo/plan.ts";
import { idFrom } from "../../../domain/sending/ids.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Letter, SendPlan, SendState } from "../../../domain/wire/sends.ts";
import type { Mailer } from "../../adapters/mailer/mailer.ts";
import type { TenantContext } from "../../context.ts";
import type { DemoSet } from "../../db/repositories/demo.ts";
import type { DemoInvitation, DemoSendsRepository } from "../../db/repositories/demo-sends.ts";
import { slugOf } from "./slug.ts";

export type DemoSendsDeps = { demoSends: DemoSendsRepository; mailer: Mailer };

const HOURS = { weekdays: [1, 2, 3, 4, 5], from: 9, to: 17 };
const MINUTE_MS = 60_000;
/** Days before the data ends: the mail to everybody, and the first of the mails after deliveries. */
const ONCE_DAYS = 45;
const ORDERS_DAYS = 120;
/** Deliveries a customer had in that time. */
const ORDERS = 5;
/** Most customers have rested since, so that the autopilot may ask them. */
const REST_DAYS = 36;
/** Invitations of one round trip. */
const TRIP = 1_000;

/** From whom the sample shop mails; the workspace keeps a sender of its own. */
export const DEMO_SENDER = {
  fromName: "Halden Outdoor",
  from: "hello@halden-outdoor.example",
  address: "Halden Outdoor, Fjellgata 4, 1776 Halden, Norway",
  dailyCap: 200,
};

/**
 * What the sample shop has mailed: a question to everybody that is done, one after each delivery with
 * a thousand invitations and more, and an autopilot that goes on. Answers by mail belong to these
 * invitations. Only a machine of one's own mails any of it, into its outbox. Safe to repeat.
 */
export async function addSends(
  ctx: TenantContext,
  deps: DemoSendsDeps,
  set: DemoSet,
): Promise<void> {
  const survey = (slug: string) => set.surveys.find((one) => slugOf(one.slug) === slug)?.id;
  const [nps, delivery] = [survey("store-nps"), survey("after-delivery")];
  if (!nps || !delivery) return;
  const customers = demoCustomers(DEMO_SEED, set.since);
  const id = (name: string) => idFrom("demo", ctx.workspace, set.site, name);
  const at = set.since - ONCE_DAYS * DAY_MS;
  const once = { id: id("once"), survey: nps, from: at, to: at + 25 * DAY_MS, perPerson: true };
  const orders = {
    id: id("orders"),
    survey: delivery,
    from: set.since - ORDERS_DAYS * DAY_MS,
    to: set.since,
    perPerson: false,
  };
  await deps.demoSends.add(
    ctx.workspace,
    [
      send(once.id, nps, "Autumn: how are we doing?", "done", { kind: "once", at }, at),
      send(
        orders.id,
        delivery,
        "Two days after a delivery",
        "paused",
        { kind: "trigger", event: "order_delivered", days: 2, ...HOURS },
        orders.from,
      ),
      send(
        id("autopilot"),
        nps,
        "Everybody twice a year",
        "live",
        { kind: "autopilot", months: 6, again: true, ...HOURS },
        set.since,
      ),
    ],
    deps.mailer.kind === "outbox" ? DEMO_SENDER : null,
  );
  await deps.demoSends.addAnswered(ctx.workspace, once);
  await deps.demoSends.addAnswered(ctx.workspace, orders);
  for (const one of [once, orders]) await deps.demoSends.addVotes(ctx.workspace, one.id);
  const asked = customers.map((person, i) => silent(once.id, person, "", i, at + i * 2_000));
  await deps.demoSends.addSilent(ctx.workspace, once, asked);
  const delivered = customers.flatMap((person, i) =>
    Array.from({ length: ORDERS }, (_, k) => {
      const day =
        orders.from +
        ((i * 37 + k * 41 + 11) % (ORDERS_DAYS - (i % 5 < 2 ? 4 : REST_DAYS))) * DAY_MS;
      const time = day - (day % DAY_MS) + 9 * 60 * MINUTE_MS + ((i * 13) % 400) * MINUTE_MS;
      return silent(orders.id, person, `order-${i}-${k}`, i + k * 7, time);
    }),
  );
  for (let i = 0; i < delivered.length; i += TRIP)
    await deps.demoSends.addSilent(ctx.workspace, orders, delivered.slice(i, i + TRIP));
}

function send(
  id: string,
  survey: string,
  name: string,
  state: SendState,
  plan: SendPlan,
  at: number,
) {
  const letter: Letter = {
    subject: { en: "{{name|Hello}}, how are we doing?", de: "{{name|Hallo}}, wie machen wir uns?" },
    intro: {
      en: "One click is enough. Thank you for shopping with us!",
      de: "Ein Klick genügt. Danke für Ihren Einkauf!",
    },
  };
  return { id, survey, name, state, plan, letter, at, enrolAt: state === "live" ? at : null };
}

/** Who has not answered, or could not: a few mails came back, a few people had been asked before. */
function silent(
  send: string,
  { person, email, language, subscription }: DemoPerson,
  round: string,
  i: number,
  at: number,
): DemoInvitation {
  const base = {
    id: idFrom("invitation", send, person, round),
    person,
    email,
    language,
    round,
    at,
  };
  if (subscription === "unsubscribed") return { ...base, state: "skipped", reason: "unsubscribed" };
  if (subscription !== "subscribed") return { ...base, state: "skipped", reason: "suppressed" };
  if (i % 71 === 5) return { ...base, state: "bounced", reason: null };
  if (i % 43 === 7) return { ...base, state: "skipped", reason: "cool_down" };
  return { ...base, state: "accepted", reason: null };
}
