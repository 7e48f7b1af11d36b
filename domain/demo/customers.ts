import { DAY_MS } from "../time/days.ts";
import type { Consent, Person, SegmentRules, Subscription } from "../wire/people.ts";
import { SPAN } from "./calendar.ts";
import { COUNTRIES, LANGUAGES, PLANS } from "./people.ts";
import { rng, seededUuid } from "./random.ts";

/** Somebody whom the demo shop can write to. */
export type DemoPerson = Pick<
  Person,
  "person" | "attributes" | "language" | "subscription" | "consent" | "createdAt"
> & { email: string };

const CUSTOMERS = 612;
const FIRST_ID = 20417;

const GIVEN =
  "Anna Ben Clara David Elin Felix Greta Hugo Ida Jonas Karin Leo Mara Nils Olga Paul Rosa Sven Tilda Uwe Vera Wim Yara Zoe Emma Noah Lena Oskar Freya Tom Ines Max Nora Theo Alma Finn Lucie Remi Chloe Louis Amelie Hannah Jack Ruby Oliver Isla Harry Sofie Lars Maja".split(
    " ",
  );
const FAMILY =
  "Weber Huber Bauer Koch Wagner Fischer Gruber Maier Steiner Lindqvist Berg Dahl Holm Jensen Nielsen Larsen Smith Taylor Walker Hughes Clarke Martin Bernard Petit Moreau Laurent Girard Visser Bakker Smit Mulder Janssen Vogel Brandt Keller Roth Winkler Ekman Nyberg Sandberg Evans Wright Green Baker Dubois Roux Meijer Peters Kramer Schulz".split(
    " ",
  );
const HOSTS = ["mail.example.com", "post.example.com", "inbox.example.net", "web.example.org"];

/** What people said of being written to, in percent. */
const CONSENTS: Record<Consent, number> = { given: 71, unknown: 26, withdrawn: 3 };
const SUBSCRIPTIONS: Record<Subscription, number> = {
  subscribed: 946,
  unsubscribed: 38,
  bounced: 13,
  complained: 3,
};

/** The customers of the demo shop. The same seed gives the same people. @param now ms UTC where the data ends */
export function demoCustomers(seed: number, now: number): DemoPerson[] {
  let id = FIRST_ID;
  return Array.from({ length: CUSTOMERS }, (_, i) => {
    const chance = rng(seed, "customer", i);
    id += 1 + chance.int(90);
    const country = chance.weighted(COUNTRIES);
    const [given, family] = [chance.pick(GIVEN), chance.pick(FAMILY)];
    const since = now - chance.int(SPAN * 3 * DAY_MS);
    const orders = 1 + Math.floor(12 * chance.next() ** 3);
    return {
      person: `HO-${id}`,
      email: `${given}.${family}${id % 97}@${chance.pick(HOSTS)}`.toLowerCase(),
      attributes: {
        plan: chance.weighted(PLANS),
        country,
        orders,
        customer_since: new Date(since).toISOString().slice(0, 10),
        repair_club: chance.chance(0.18),
      },
      language: chance.weighted(LANGUAGES[country]),
      consent: chance.weighted(CONSENTS),
      subscription: chance.weighted(SUBSCRIPTIONS),
      createdAt: Math.max(since, now - SPAN * DAY_MS),
    };
  });
}

/** Who gave an answer by mail: a customer of the same country and plan, always the same one. */
export function customerOf(
  seed: number,
  customers: ReadonlyMap<string, readonly DemoPerson[]>,
  { submission, attributes }: { submission: string; attributes: Record<string, string> },
): string | undefined {
  const alike = customers.get(placeOf(attributes)) ?? [];
  return alike.length === 0 ? undefined : rng(seed, "by mail", submission).pick(alike).person;
}

/** Customers by country and plan. */
export function byPlace(customers: readonly DemoPerson[]): Map<string, DemoPerson[]> {
  return Map.groupBy(customers, ({ attributes }) => placeOf(attributes));
}

const placeOf = ({ country, plan }: Record<string, string | number | boolean>) =>
  `${String(country)} ${String(plan)}`;

export type DemoSegment = { id: string; name: string; rules: SegmentRules };

/** Three filters over the customers. Their ids follow from when the data was loaded. */
export function demoSegments(seed: number, now: number): DemoSegment[] {
  const made: [name: string, rules: SegmentRules][] = [
    [
      "Pro and team, may be mailed",
      { attributes: [{ name: "plan", is: "one_of", values: ["pro", "team"] }], reachable: true },
    ],
    ["Detractors", { scored: { metric: "nps", min: 0, max: 6 } }],
    ["German speakers, quiet for 90 days", { languages: ["de"], reachable: true, silentDays: 90 }],
  ];
  return made.map(([name, rules], i) => ({
    id: seededUuid(now, rng(seed, "segment", i, now)),
    name,
    rules,
  }));
}
