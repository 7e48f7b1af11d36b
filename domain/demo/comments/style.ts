import type { Rng } from "../random.ts";
import type { Mood } from "./voice.ts";

const SIGNS: Record<Mood, readonly string[]> = {
  good: ["👍", "😊", "❤️", ":)", ":-)", "🙏", "🥾", "⛺", "😍", "🎉"],
  bad: ["😡", "👎", "😕", ":(", "🙄", "😤", "🤷", ":-/"],
};

/** Types a text as this person types: in lower case, without a full stop, with a slip or a sign. */
export function typed(text: string, mood: Mood, chance: Rng): string {
  let result = text;
  if (chance.chance(0.13)) result = result.toLowerCase();
  if (chance.chance(0.12)) result = slip(result, chance);
  if (chance.chance(0.3)) result = result.replace(/\.$/u, "");
  else if (chance.chance(0.08)) result = result.replace(/[.!]$/u, mood === "good" ? "!!" : "!!!");
  if (chance.chance(0.02)) result = shout(result, chance);
  if (chance.chance(0.06)) result = `${result} ${chance.pick(SIGNS[mood])}`;
  return result;
}

/** One slip of the fingers in a longer word: two letters swapped, one dropped or doubled. */
function slip(text: string, chance: Rng): string {
  const words = [...text.matchAll(/\p{Ll}{5,}/gu)];
  if (words.length === 0) return text;
  const { 0: word, index } = chance.pick(words);
  const at = 1 + chance.int(word.length - 3);
  const [a = "", b = ""] = [word[at], word[at + 1]];
  const wrong = chance.pick([b + a, b + a, a, a + a + b]);
  return (
    text.slice(0, index) +
    word.slice(0, at) +
    wrong +
    word.slice(at + 2) +
    text.slice(index + word.length)
  );
}

function shout(text: string, chance: Rng): string {
  const words = [...text.matchAll(/\p{Ll}{4,}/gu)];
  if (words.length === 0) return text;
  const { 0: word, index } = chance.pick(words);
  return text.slice(0, index) + word.toUpperCase() + text.slice(index + word.length);
}
