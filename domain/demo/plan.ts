import type { Channel } from "../wire/common.ts";
import type { Definition } from "../wire/survey.ts";
import { SPAN } from "./calendar.ts";
import type { Mood, Topic } from "./comments/voice.ts";
import { afterDelivery } from "./surveys/after-delivery.ts";
import { checkoutEffort } from "./surveys/checkout-effort.ts";
import { sizeFinder } from "./surveys/size-finder.ts";
import { storeNps } from "./surveys/store-nps.ts";

/** The seed of the sample data: one whose dip and whose quiet surveys are plain to see all year round. */
export const DEMO_SEED = 8;

export type DemoKey = "nps" | "csat" | "ces" | "size";

/** One survey of the demo shop and how people answer it. */
export type DemoSurvey = {
  key: DemoKey;
  name: string;
  /** Start of a slug; the caller makes it unique. */
  slug: string;
  definition: Definition;
  /** Responses over the whole span. */
  count: number;
  /** Days before now on which the first may come; the span unless the survey is new. */
  days: number;
  /** Usual shares of the score, from the lowest step up. */
  shares: readonly number[];
  /** Lowest step of the scale. */
  min: number;
  /** Log-odds that balance what troubles take away. */
  lift: number;
  /** How much of a trouble with parcels shows here, 0 to 1. */
  parcels: number;
  channels: Partial<Record<Channel, number>>;
  /** Answers for each time it was shown or mailed, by channel. */
  rates: Partial<Record<Channel, number>>;
  /** Share that goes to the end, and share of those with a comment. */
  completes: number;
  comments: number;
  /** What people write about. */
  topics: Record<Mood, Partial<Record<Topic, number>>>;
  /** The text question for a score, or undefined where none is asked. */
  textQuestion: (score: number) => string | undefined;
  /** Further choice questions and the weights of their options. */
  choices: (visit: {
    trouble: string | undefined;
    topic: Topic | undefined;
  }) => Record<string, Record<string, number>>;
};

export type DemoPlan = { seed: number; now: number; site: { name: string }; surveys: DemoSurvey[] };

/**
 * The demo shop "Halden Outdoor": a year of answers to three surveys and a fourth that has just
 * begun. Parcels to Germany and Austria change carrier about six weeks before `now`.
 * @param seed any number; the same seed and instant give the same data @param now ms UTC where the data ends
 */
export function demoPlan(seed: number, now: number): DemoPlan {
  return {
    seed,
    now,
    site: { name: "Halden Outdoor" },
    surveys: [
      {
        key: "nps",
        name: "Store NPS",
        slug: "store-nps",
        definition: storeNps,
        count: 2400,
        days: SPAN,
        shares: [1.6, 0.7, 1, 1.3, 1.5, 2.7, 3.9, 10, 18.5, 25, 34],
        min: 0,
        lift: 0.12,
        parcels: 0.78,
        channels: { widget: 74, email: 16, link: 10 },
        rates: { widget: 0.055, email: 0.19, link: 0.31 },
        completes: 0.87,
        comments: 0.66,
        topics: {
          good: {
            quality: 27,
            staff: 15,
            fast: 14,
            general: 13,
            fit: 7,
            price: 6,
            choice: 6,
            returns: 6,
            repair: 4,
            gift: 3,
            site: 3,
            packaging: 3,
            checkout: 3,
            app: 1,
          },
          bad: {
            quality: 13,
            fit: 15,
            price: 15,
            staff: 11,
            returns: 10,
            choice: 7,
            site: 6,
            app: 7,
            checkout: 5,
            packaging: 7,
            late: 3,
            damaged: 4,
            general: 5,
            repair: 2,
            gift: 2,
          },
        },
        textQuestion: (score) => (score <= 6 ? "q2" : score <= 8 ? "q3" : "q4"),
        choices: ({ topic }) => ({ q5: { ...REASONS_LEAST, [reasonOf(topic)]: 60 } }),
      },
      {
        key: "csat",
        name: "After delivery",
        slug: "after-delivery",
        definition: afterDelivery,
        count: 1400,
        days: SPAN,
        shares: [3, 3.5, 8, 31, 54.5],
        min: 1,
        lift: 0.2,
        parcels: 0.85,
        channels: { email: 68, inline: 32 },
        rates: { email: 0.22, inline: 0.09 },
        completes: 0.89,
        comments: 0.62,
        topics: {
          good: { fast: 62, packaging: 10, quality: 14, general: 7, staff: 4, gift: 3 },
          bad: {
            late: 16,
            damaged: 26,
            packaging: 20,
            outside: 8,
            staff: 8,
            quality: 10,
            fit: 8,
            general: 4,
          },
        },
        textQuestion: (score) => (score <= 3 ? "q2" : "q3"),
        choices: ({ trouble }) => ({
          q4:
            trouble === "outside"
              ? { o4: 88, o1: 2, o5: 10 }
              : trouble === "late"
                ? { o1: 34, o2: 22, o3: 24, o4: 14, o5: 6 }
                : { o1: 58, o2: 17, o3: 19, o4: 4, o5: 2 },
        }),
      },
      {
        key: "ces",
        name: "Checkout effort",
        slug: "checkout-effort",
        definition: checkoutEffort,
        count: 700,
        days: SPAN,
        shares: [3, 3.5, 5, 7.5, 16, 31, 34],
        min: 1,
        lift: 0,
        parcels: 0,
        channels: { inline: 82, link: 18 },
        rates: { inline: 0.12, link: 0.34 },
        completes: 0.92,
        comments: 0.6,
        topics: {
          good: { checkout: 78, site: 12, app: 3, general: 4, choice: 3 },
          bad: { checkout: 66, site: 15, app: 11, price: 8 },
        },
        textQuestion: (score) => (score <= 4 ? "q2" : "q3"),
        choices: () => ({ q4: { o1: 38, o2: 27, o3: 18, o4: 12, o5: 5 } }),
      },
      {
        key: "size",
        name: "Size finder",
        slug: "size-finder",
        definition: sizeFinder,
        count: 3,
        days: 4,
        shares: [0, 5, 15, 40, 40],
        min: 1,
        lift: 0,
        parcels: 0,
        channels: { inline: 1 },
        rates: { inline: 0.021 },
        completes: 1,
        comments: 0.67,
        topics: { good: { fit: 3, site: 1 }, bad: { fit: 1 } },
        textQuestion: () => "q2",
        choices: () => ({}),
      },
    ],
  };
}

const REASONS_LEAST = { o1: 8, o2: 12, o3: 5, o4: 5, o5: 5, o6: 4, o7: 4, o8: 5 };

/** The option of "what was it mostly about" that fits a topic. */
function reasonOf(topic: Topic | undefined): keyof typeof REASONS_LEAST {
  switch (topic) {
    case "late":
    case "carrier":
    case "fast":
    case "outside":
    case "damaged":
    case "packaging":
      return "o1";
    case "fit":
      return "o3";
    case "price":
      return "o4";
    case "staff":
    case "repair":
      return "o5";
    case "site":
    case "app":
    case "checkout":
      return "o6";
    case "returns":
      return "o7";
    case "general":
      return "o8";
    default:
      return "o2";
  }
}
