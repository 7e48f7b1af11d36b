import type { VoteHistory } from "../../../domain/wire/votes.ts";
import { when } from "../../words/dates.ts";

type Post = VoteHistory["posts"][number];
type Visit = VoteHistory["visits"][number];

const GRADES = { confirmed: "Confirmed", probable: "Probable", suspect: "Suspect" } as const;
const AGENTS: Record<string, string> = {
  browser: "a browser",
  phone: "a phone",
  headless: "a browser without a screen",
  robot: "a robot",
  none: "something that gave no name",
};

/** "Confirmed, counts" for the one that stands. */
export function gradeWord({ grade, stands }: Post): string {
  return stands && grade !== "suspect" ? `${GRADES[grade]}, counts` : GRADES[grade];
}

/** Why it has its grade, and what is to be known beside. */
export function postWords({ reason, late, countsAt, dwell, stands }: Post, zone: string): string {
  const parts = [
    `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`,
    ...(dwell >= 1000 ? [`${Math.round(dwell / 1000)} s before their eyes`] : []),
    ...(late ? ["a day or more after the first"] : []),
    ...(stands && countsAt !== null ? [`counts from ${when(countsAt, zone, countsAt)}`] : []),
  ];
  return `${parts.join(", ")}.`;
}

/** "GET of 7 by a robot, 3 times". */
export function lookWords({ score, trap, n, method, agent }: Visit): string {
  const link = trap ? "the link that people cannot see" : score === null ? "the open link" : score;
  const times = n > 1 ? `, ${n} times` : "";
  return `${method} of ${link} by ${AGENTS[agent] ?? agent}${times}`;
}
