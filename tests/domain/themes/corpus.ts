import type { Verbatim } from "../../../domain/themes/index.ts";

/** Sentences of a shop's customers by topic; enough variety that no two comments need be alike. */
const openings = [
  "Honestly,",
  "To be fair,",
  "I must say",
  "So far:",
  "Sadly or not,",
  "Well,",
  "Second time now:",
  "Once more:",
];
const topics: Readonly<Record<string, readonly string[]>> = {
  delivery: [
    "the delivery took nine days",
    "delivery was quick and friendly",
    "my parcel was left in the rain",
    "the courier never rang the bell",
    "shipping to the island costs too much time",
  ],
  price: [
    "the prices went up again",
    "fair prices compared with others",
    "far too expensive for what it is",
    "the price is higher than in the store next door",
  ],
  zipper: [
    "the zipper broke after a week",
    "a zipper that jams is useless",
    "love the zipper on this one",
    "the zippers feel flimsy",
  ],
  support: [
    "customer service never answered",
    "great customer service on the phone",
    "the customer service was rude to me",
    "customer service sorted it in minutes",
  ],
};
const closings = [
  "",
  "I will be back.",
  "Not again.",
  "That is all.",
  "Please look into it.",
  "Ok otherwise.",
];

/** `n` comments, from the seed alone; every fifth says nothing in particular. */
export const comments = (n: number, seed = 1, surveyId = "sv_a", from = 1): Verbatim[] => {
  let state = seed * 2654435761;
  const pick = <T>(list: readonly T[]): T => {
    state = (Math.imul(state ^ (state >>> 15), 2246822507) + 0x9e3779b9) >>> 0;
    return list[(state >>> 8) % list.length] as T;
  };
  return Array.from({ length: n }, (_, at): Verbatim => {
    const said =
      at % 5 === 4 ? "nothing to add at number" : pick(topics[pick(Object.keys(topics))] ?? []);
    return {
      id: `${surveyId}-${from + at}`,
      surveyId,
      seq: from + at,
      at: 1_700_000_000_000 + at * 60_000,
      text: `${pick(openings)} ${said} ${at}. ${pick(closings)}`.trim(),
    };
  });
};
