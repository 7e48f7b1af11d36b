import { TRAP_SLOT } from "./token.ts";

/** Milliseconds visible and focused after which an untouched page may still be a person (CONTRACTS). */
export const DWELL_MS = 4000;
/** Another slot or the trap of the same invitation, visited this close, smells of a scanner. */
export const NEAR_MS = 120_000;
/** A visit this soon after the hand-over to the mailer is a delivery scanner's. */
export const HANDOVER_MS = 60_000;
/** A probable vote waits this long before it counts: what is seen meanwhile may speak against it. */
export const PENDING_MS = 10 * 60_000;
/** Nobody acts on the pages of this many links of one mail within NEAR_MS, nor looks at them in one browser. */
const SWEEP = 3;

/** What is known of one post of a one-click page: what its page told, and what the server saw of it. */
export type VoteEvidence = {
  /** A trusted pointer, key or touch event after load; or a plain form's button. */
  touched: boolean;
  /** The post holds an answer beyond the clicked score. */
  followUp: boolean;
  /** Milliseconds visible and focused, as the page says. */
  dwell: number;
  /** Milliseconds between the GET that made the visit and this post, by the server's clock. */
  elapsed: number;
  webdriver: boolean;
  /** Filled or pressed something that people cannot see. */
  trapped: boolean;
  /** Other links of the same mail that this browser has opened, and how many ms ago. */
  others: { slot: number; ago: number }[];
  /** Who posted: visitorOf. */
  from: string;
  /** What the page was shown in and on. */
  language?: string | undefined;
  device?: string | undefined;
};

/** One revision that a visit has posted. */
export type Post = {
  visit: string;
  rev: number;
  /** The link that was followed. */
  slot: number;
  at: number;
  evidence: VoteEvidence;
};

/** GETs and HEADs of one link within a minute, by whoever came first. */
export type LinkVisit = { slot: number; at: number; lastAt: number; from: string };

/**
 * Tells visitors of a day apart, and nothing else.
 * @param address hash of the address under a key of the day; "" where it is not known
 * @param agent the same of the agent
 */
export const visitorOf = (address: string, agent: string): string => `${address}.${agent}`;

/** Whether two visits may be of one visitor: by its address, or by its agent from changing ones. */
function related(a: string, b: string): boolean {
  const [address, agent] = a.split(".");
  const [other, others] = b.split(".");
  // Nothing tells apart whom nothing is known of.
  if (agent === undefined || others === undefined) return true;
  return (address !== "" && address === other) || agent === others;
}

/** Whether both come from one address by one agent. */
function same(a: string, b: string): boolean {
  return a === b && a.includes(".") && !a.startsWith(".");
}

/** confirmed: a person acted. probable: somebody seems to have looked. suspect: everything else. */
export type GradeName = "confirmed" | "probable" | "suspect";
export type Grade = { grade: GradeName; reason: string };

/** The newest post of a visit with the grade of the visit, as all that is known now has it. */
export type GradedVisit = Grade & {
  visit: string;
  rev: number;
  at: number;
  /** A probable vote counts from this time, ms UTC. */
  countsAt: number;
  slot: number;
  /** Who posted, as far as it can be told, and which links their browser had opened. */
  from: string;
  others: readonly number[];
};

const suspect = (reason: string): Grade => ({ grade: "suspect", reason });

/**
 * Grades every visit of an invitation by all that is known of it (CONTRACTS, One-click votes). What
 * other visits did may withhold "probable" and never "confirmed"; what a browser itself did, opened
 * or sent belongs to its own visits.
 * @param sentAt when the newest mail was handed over, ms UTC
 */
export function gradeVisits(
  posts: readonly Post[],
  seen: readonly LinkVisit[],
  sentAt: number | null,
): GradedVisit[] {
  const visits = byVisit(posts);
  const swept = sweeps(visits);
  return visits.map((visit) => ({
    visit: visit.visit,
    rev: visit.rev,
    at: visit.at,
    countsAt: visit.at + PENDING_MS,
    slot: visit.slot,
    from: visit.evidence.from,
    others: visit.evidence.others.map(({ slot }) => slot),
    ...gradeOf(visit, seen, sentAt, swept),
  }));
}

const RANK = { confirmed: 2, probable: 1, suspect: 0 };

/**
 * The vote that stands: the newest of the strongest grade, so that the last human intent wins and
 * nothing that a scanner does replaces it. A probable vote that counts already gives way to another
 * probable one only if it comes from the same visitor.
 */
export function standingOf(graded: readonly GradedVisit[]): GradedVisit | undefined {
  return graded
    .toSorted((a, b) => a.at - b.at)
    .reduce<GradedVisit | undefined>(
      (best, next) => (!best || replaces(next, best) ? next : best),
      undefined,
    );
}

function replaces(next: GradedVisit, best: GradedVisit): boolean {
  if (next.grade !== best.grade) return RANK[next.grade] > RANK[best.grade];
  if (next.grade !== "probable" || next.at < best.countsAt) return true;
  return next.slot === best.slot || next.others.includes(best.slot) || same(next.from, best.from);
}

function gradeOf(
  visit: Post,
  seen: readonly LinkVisit[],
  sentAt: number | null,
  swept: (one: Post) => boolean,
): Grade {
  const { slot, at } = visit;
  const { touched, followUp, webdriver, dwell, trapped, others } = visit.evidence;
  if (slot === TRAP_SLOT || others.some((other) => other.slot === TRAP_SLOT))
    return suspect("opened a link that people cannot see");
  if (trapped) return suspect("used something that people cannot see");
  if (swept(visit) || opened(others, NEAR_MS).size >= SWEEP)
    return suspect("voted over several links of one mail");
  if (touched) return { grade: "confirmed", reason: "pointer, key or touch on the page" };
  if (followUp) return { grade: "confirmed", reason: "answered a follow-up question" };
  if (webdriver) return suspect("an automated browser");
  if (dwell < DWELL_MS) return suspect("left within 4 seconds");
  if (sentAt !== null && at >= sentAt && at - sentAt < HANDOVER_MS)
    return suspect("opened within a minute of sending");
  // Before, whoever it was: the page then asks to press. After, only the visitor itself: a person who
  // has looked and left cannot press any more because of what a scanner does.
  const near = (other: LinkVisit) =>
    other.slot !== slot &&
    (other.at > at
      ? other.at - at < NEAR_MS && related(other.from, visit.evidence.from)
      : at - Math.min(other.lastAt, at) < NEAR_MS);
  if (seen.some(near) || opened(others, NEAR_MS).size > 0)
    return suspect("another link of the same mail was opened");
  if (opened(others, Infinity).size >= SWEEP - 1)
    return suspect("several links of the same mail were opened, none was touched");
  return { grade: "probable", reason: "stayed 4 seconds, visible and focused" };
}

/** Slots that a browser has opened within `ms`. */
function opened(others: VoteEvidence["others"], ms: number): Set<number> {
  return new Set(others.filter(({ ago }) => ago < ms).map(({ slot }) => slot));
}

/**
 * Whether a post is part of a sweep: one visitor acts on pages of three links of one mail within two
 * minutes. Who changes the address with each link keeps the agent.
 */
function sweeps(visits: readonly Post[]): (one: Post) => boolean {
  const acted = visits.filter(({ evidence: e }) => e.touched || e.followUp);
  const by = (part: 0 | 1) => (one: Post) => one.evidence.from.split(".")[part];
  const within = (key: (one: Post) => string | undefined, one: Post): boolean => {
    return inSweep(
      acted.filter((other) => key(other) === key(one)),
      one.at,
    );
  };
  // Visitors whose address is not known are told apart by their agent alone.
  return (one) => within(by(1), one) || (by(0)(one) !== "" && within(by(0), one));
}

/** Whether two minutes around `at` hold posts over three links. */
function inSweep(posts: readonly Post[], at: number): boolean {
  const from =
    (first: Post) =>
    ({ at: time }: { at: number }) =>
      time >= first.at && time - first.at < NEAR_MS;
  return posts.some(
    (first) =>
      from(first)({ at }) &&
      new Set(posts.filter(from(first)).map(({ slot }) => slot)).size >= SWEEP,
  );
}

/** One post a visit: the newest, with the evidence of all. */
function byVisit(posts: readonly Post[]): Post[] {
  const visits = new Map<string, Post>();
  for (const post of posts.toSorted((a, b) => a.rev - b.rev)) {
    const before = visits.get(post.visit)?.evidence;
    const now = post.evidence;
    visits.set(post.visit, {
      ...post,
      evidence: {
        ...now,
        touched: now.touched || !!before?.touched,
        followUp: now.followUp || !!before?.followUp,
        trapped: now.trapped || !!before?.trapped,
        webdriver: now.webdriver || !!before?.webdriver,
        dwell: Math.max(now.dwell, before?.dwell ?? 0),
        others: [...now.others, ...(before?.others ?? [])],
      },
    });
  }
  return [...visits.values()];
}
