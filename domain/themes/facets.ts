import { cosine } from "./vector.ts";

/** How much of what all texts share is taken out of a theme's direction. */
const sharedPart = 0.7;
/** Precision counts twice: beta of the F measure that sets a threshold. */
const beta = 0.5;
/** Share of what likeness alone would take that must be known to be right. */
const leastRight = 0.6;
/** No text is so near: a facet that only its words recognise. */
const wordsAlone = 1;

/**
 * The direction that tells members of a theme from other texts: their mean without most of what all
 * texts share, at unit length; null when nothing is left.
 */
export const directionOf = (
  members: readonly Float32Array[],
  background: Float32Array,
): Float32Array | null => {
  const direction = new Float32Array(background.length);
  for (const vector of members)
    for (let i = 0; i < direction.length; i += 1)
      direction[i] = (direction[i] as number) + (vector[i] as number) / members.length;
  for (let i = 0; i < direction.length; i += 1)
    direction[i] = (direction[i] as number) - sharedPart * (background[i] as number);
  const length = Math.sqrt(cosine(direction, direction));
  return members.length === 0 || length < 1e-6 ? null : direction.map((value) => value / length);
};

/**
 * Cosine from which a clause belongs to a theme by likeness alone: the one with the best F(0.5)
 * over the likeness of members and of others, among those where most of what passes is a member.
 * `wordsAlone` when there is none.
 */
export const thresholdOf = (members: readonly number[], others: readonly number[]): number => {
  const scores = [
    ...members.map((near) => ({ near, member: true })),
    ...others.map((near) => ({ near, member: false })),
  ].sort((a, b) => b.near - a.near || Number(b.member) - Number(a.member));
  let best = 0;
  let threshold = wordsAlone;
  let right = 0;
  scores.forEach(({ near, member }, at) => {
    if (member) right += 1;
    // The next score is the same: both pass or neither.
    if (scores[at + 1]?.near === near) return;
    const precision = right / (at + 1);
    const recall = right / members.length;
    if (precision < leastRight || right < 3) return;
    const f = ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall);
    if (f <= best) return;
    best = f;
    threshold = near;
  });
  return threshold;
};
