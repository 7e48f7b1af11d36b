import { openCatalogue, readSlice, type Model } from "../../domain/themes/index.ts";
import { dutch } from "../../tests/domain/themes/dutch.ts";
import { accuracy, macroF1 } from "./agreement.ts";
import { verbatimsOf } from "./engine.ts";
import { afinn, type Mood, vader } from "./lexicons.ts";
import { type Bench, type Figure, percent } from "./part.ts";
import type { Row } from "./sets.ts";

const SENTENCES = [
  { name: "uci_amazon_cells", target: 92 },
  { name: "uci_yelp", target: 90 },
  { name: "uci_imdb", target: 88 },
  { name: "sst2_test", target: 84 },
] as const;

const TWEETS = { german: "de", french: "fr", spanish: "es", italian: "it", portuguese: "pt" };
const TWEETS_TARGET = 74;
const AIRLINE_TARGET = 64;

const NAMES = { 1: "pos", 0: "neu", [-1]: "neg" } as const;
/** What sets call the three moods. */
const POLARITIES: Readonly<Record<string, -1 | 0 | 1>> = {
  pos: 1,
  positive: 1,
  neu: 0,
  neutral: 0,
  neg: -1,
  negative: -1,
};

/** Sentiment of whole texts, as the engine reads them without any theme. */
export async function moods(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = SENTENCES.map(({ name, target }) => ({
    ...twoMoods(bench, name, bench.set(name).rows),
    target,
  }));
  figures.push({
    ...threeMoods(bench, "airline_sent", bench.set("airline_sent").rows),
    target: AIRLINE_TARGET,
  });
  for (const [language, lang] of Object.entries(TWEETS)) {
    const name = `xlmt_${language}_test`;
    figures.push({ ...twoMoods(bench, name, bench.set(name).rows, lang), target: TWEETS_TARGET });
  }
  const own = dutch.map(([mood, text]): Row => ({ labels: [NAMES[mood]], text }));
  figures.push(twoMoods(bench, "our own Dutch sentences", own, "nl"));
  return figures;
}

/**
 * Accuracy on the rows that are positive or negative. A score above zero is positive, any other
 * negative, for everyone: complaints outnumber praise where there is no sign of either.
 * @param lang the language that the survey was shown in
 */
export function twoMoods(
  { model, tell }: Bench,
  name: string,
  all: readonly Row[],
  lang?: string,
): Figure {
  const rows = all.filter((row) => polarityOf(row) !== 0);
  tell(`${name}: ${rows.length} rows that are positive or negative`);
  const gold = rows.map(polarityOf);
  const right = (felt: readonly Mood[]) =>
    percent(
      accuracy(
        gold,
        felt.map(({ score }) => signOf(score)),
      ),
    );
  const texts = rows.map(({ text }) => text);
  return {
    measure: `sentiment, ${name}`,
    value: right(feel(texts, model, lang)),
    target: null,
    ...(isEnglish(lang) && {
      beside: { VADER: right(texts.map(vader)), AFINN: right(texts.map(afinn)) },
    }),
  };
}

/** Macro-F1 of negative, neutral and positive. */
export function threeMoods(
  { model, tell }: Bench,
  name: string,
  rows: readonly Row[],
  lang?: string,
): Figure {
  tell(`${name}: ${rows.length} rows`);
  const gold = rows.map(polarityOf);
  const f1 = (felt: readonly Mood[]) =>
    percent(
      macroF1(
        gold,
        felt.map(({ polarity }) => polarity),
      ),
    );
  const texts = rows.map(({ text }) => text);
  return {
    measure: `sentiment, ${name}, macro-F1 of three`,
    value: f1(feel(texts, model, lang)),
    target: null,
    ...(isEnglish(lang) && {
      beside: { VADER: f1(texts.map(vader)), AFINN: f1(texts.map(afinn)) },
    }),
  };
}

/** The lexicons know English alone. */
const isEnglish = (lang: string | undefined): boolean => lang === undefined || lang === "en";

/** One of two answers. */
export const signOf = (score: number): -1 | 1 => (score > 0 ? 1 : -1);

/** The mood that a row's label names. @throws Error for a label that is none */
export function polarityOf({ labels: [label = ""] }: Row): -1 | 0 | 1 {
  const polarity = POLARITIES[label.toLowerCase()];
  if (polarity === undefined) throw new Error(`${label} is no mood`);
  return polarity;
}

function feel(texts: readonly string[], model: Model, lang?: string): Mood[] {
  const readings = readSlice(
    verbatimsOf(texts, lang === undefined ? {} : { lang }),
    openCatalogue([], model),
  );
  return readings.map(({ sentiment, score }) => ({ polarity: sentiment, score }));
}
