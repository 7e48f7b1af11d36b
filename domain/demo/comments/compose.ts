import type { Decks, Rng } from "../random.ts";
import { typed } from "./style.ts";
import { type Mood, type Topic, type Voice, fill, upperFirst } from "./voice.ts";

/** How somebody feels about it: praise, praise with a but, a shrug, a complaint. */
export type Feeling = Mood | "mixed" | "okay";

/** What a comment should say. */
export type Brief = {
  feeling: Feeling;
  /** How a mixed comment goes on and ends. */
  lean: Mood;
  /** First topic to speak of; of a mixed comment its complaint. */
  topic: Topic;
  /** Further topics by mood, with weights. */
  topics: Record<Mood, Partial<Record<Topic, number>>>;
  /** Whether there is a story to tell: such a comment is never one word. */
  story: boolean;
  /** Whether parcels come with the new carrier. */
  newCarrier: boolean;
};

type Length = "tiny" | "short" | "medium" | "long" | "story";
const LENGTHS: Record<Length, number> = { tiny: 13, short: 41, medium: 31, long: 11, story: 4 };
const STORY: Record<Length, number> = { ...LENGTHS, tiny: 0 };
/** Who praises the delivery does not complain about it in the same breath, nor twice in other words. */
const PARCELS: readonly Topic[] = ["late", "carrier", "outside", "damaged", "fast"];

/** Slots that hold names. */
const NAMES = ["who", "town", "day"];

/** Writes one comment in a voice: from a word to a story of some hundred words. */
export function compose(voice: Voice, brief: Brief, deck: Decks, chance: Rng): string {
  const { feeling } = brief;
  const length = feeling === "okay" ? "tiny" : chance.weighted(brief.story ? STORY : LENGTHS);
  const mood: Mood = feeling === "mixed" ? brief.lean : feeling === "bad" ? "bad" : "good";
  if (length === "tiny" && feeling !== "mixed") return deck.draw(voice.tiny[feeling]);
  const slot = slots(voice, brief, chance);
  const spoken = new Set<Topic>([brief.topic]);
  if (PARCELS.includes(brief.topic)) for (const topic of PARCELS) spoken.add(topic);
  const line = (pool: readonly string[]): string => fill(deck.draw(pool), chance, slot);
  const about = (topic: Topic, of: Mood): string => line(poolOf(voice, topic, of));
  const more = (topic: Topic, of: Mood): string[] => {
    const pool = voice.topics[topic]?.[`${of}More`];
    return pool ? [line(pool)] : [];
  };
  const other = (of: Mood): string => {
    const topic = topicOf(voice, brief.topics[of], of, chance, spoken);
    spoken.add(topic);
    return about(topic, of);
  };
  const core =
    feeling === "mixed"
      ? joined(other("good"), about(brief.topic, "bad"), voice, chance)
      : about(brief.topic, mood);
  const parts = [core];
  const open = () => parts.unshift(line(voice.opener[mood]));
  const close = () => parts.push(line(voice.closer[mood]));
  if (length === "medium") {
    const shape = chance.int(4);
    if (shape === 0) open();
    else if (shape === 1) parts.push(other(mood));
    else if (shape === 2) close();
    else parts.push(...more(brief.topic, mood));
  } else if (length === "long" || length === "story") {
    if (chance.chance(0.6)) open();
    parts.push(...more(brief.topic, mood));
    if (chance.chance(0.7)) parts.push(other(mood));
    if (length === "story") {
      parts.push(...more(brief.topic, mood), other(mood), other(mood), ...more(brief.topic, mood));
      if (feeling !== "mixed") parts.push(about(brief.topic, mood), other(mood));
    }
    if (chance.chance(0.6)) close();
  }
  const whole = parts.map((part) => (/[.!?…:,)]$/u.test(part) ? part : `${part}.`)).join(" ");
  return typed(paragraphs(whole, length, chance), mood, chance);
}

/** A topic by weight, of those that this voice can speak about and has not yet. */
export function topicOf(
  voice: Voice,
  weights: Partial<Record<Topic, number>>,
  mood: Mood,
  chance: Rng,
  spoken: ReadonlySet<Topic> = new Set(),
): Topic {
  const open = Object.entries(weights).filter(
    ([topic]) => !spoken.has(topic as Topic) && voice.topics[topic as Topic]?.[mood],
  );
  return open.length === 0 ? "general" : (chance.weighted(Object.fromEntries(open)) as Topic);
}

function poolOf(voice: Voice, topic: Topic, mood: Mood): readonly string[] {
  return voice.topics[topic]?.[mood] ?? voice.topics.general?.[mood] ?? voice.tiny[mood];
}

function slots(voice: Voice, { newCarrier }: Brief, chance: Rng): (name: string) => string {
  const chosen = new Map<string, string>();
  return (name) => {
    let value = chosen.get(name);
    if (value === undefined) {
      const pool = name === "carrier" && newCarrier ? voice.newCarrier : voice.slots[name];
      chosen.set(name, (value = chance.pick(pool ?? [])));
    }
    return value;
  };
}

/** "Praise, but complaint": one sentence of two. */
function joined(praise: string, complaint: string, voice: Voice, chance: Rng): string {
  const but = chance.pick(voice.but);
  const start = praise.replace(/(?<![.!])[.!]+$/u, "");
  const name = NAMES.some((of) => voice.slots[of]?.some((value) => complaint.startsWith(value)));
  const rest =
    name || new RegExp(voice.capital, "u").test(complaint) ? complaint : lowerFirst(complaint);
  return `${upperFirst(start)}${but} ${rest}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function paragraphs(text: string, length: Length, chance: Rng): string {
  if (length !== "story" || chance.chance(0.5)) return text;
  const ends = [...text.matchAll(/[.!?] /gu)].map(({ index }) => index + 1);
  const at = ends[Math.floor(ends.length / 2)];
  return at === undefined ? text : `${text.slice(0, at)}\n\n${text.slice(at + 1)}`;
}
