import type { Quote } from "../../../../domain/wire/themes.ts";

export type Speaker = {
  id: string;
  name: string;
  n: number;
  /** Their newest quote. */
  newest: Quote;
  /** Mean of the moods, -100..100. */
  mood: number;
};

/** Who said it, those who said it most often first, then the newest; anonymous ones only counted. */
export function speakersOf(quotes: readonly Quote[]): { people: Speaker[]; anonymous: number } {
  const people = new Map<string, Speaker>();
  let anonymous = 0;
  for (const quote of quotes) {
    const { person } = quote;
    if (!person) {
      anonymous++;
      continue;
    }
    const known = people.get(person.id);
    if (!known) people.set(person.id, { ...person, n: 1, newest: quote, mood: quote.mood });
    else {
      known.mood = (known.mood * known.n + quote.mood) / (known.n + 1);
      known.n++;
      if (quote.at > known.newest.at) known.newest = quote;
    }
  }
  return {
    people: [...people.values()].toSorted((a, b) => b.n - a.n || b.newest.at - a.newest.at),
    anonymous,
  };
}
