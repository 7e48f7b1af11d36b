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

/**
 * Machines keep their pace, whatever address and agent they show: a pause that is much longer than the
 * one beside it parts two visitors.
 */
const keepsPace = (pause: number, beside: number): boolean => pause <= 2 * beside + 3000;

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

/** Whether two visits surely come from different addresses. */
function apart(a: string, b: string): boolean {
  const [address, other] = [a.split(".")[0], b.split(".")[0]];
  return a.includes(".") && b.includes(".") && !!address && !!other && address !== other;
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
  const strangers = strangersAfter(visit, seen);
  const near = (other: LinkVisit) =>
    other.slot !== slot &&
    other.at - at < NEAR_MS &&
    at - Math.min(other.lastAt, at) < NEAR_MS &&
    !strangers.has(other);
  if (seen.some(near) || opened(others, NEAR_MS).size > 0)
    return suspect("another link of the same mail was opened");
  if (opened(others, Infinity).size >= SWEEP - 1)
    return suspect("several links of the same mail were opened, none was touched");
  return { grade: "probable", reason: "stayed 4 seconds, visible and focused" };
}

/**
 * Visits after a vote that are another visitor's: from another address, and at a pace that its own visit
 * does not keep. A person who has looked and left cannot press any more because of what a scanner does.
 */
function strangersAfter({ slot, at, evidence }: Post, seen: readonly LinkVisit[]): Set<LinkVisit> {
  const own = at - evidence.elapsed;
  const after = seen
    .filter((other) => other.slot !== slot && other.at > own)
    .toSorted((a, b) => a.at - b.at);
  const [first, second] = after;
  if (!first || !second || first.at <= at || keepsPace(first.at - own, second.at - first.at))
    return new Set();
  return new Set(after.filter((other) => apart(other.from, evidence.from)));
}

/** Slots that a browser has opened within `ms`. */
function opened(others: VoteEvidence["others"], ms: number): Set<number> {
  return new Set(others.filter(({ ago }) => ago < ms).map(({ slot }) => slot));
}

/**
 * Whether a post is part of a sweep: one visitor acts on the pages of three links of one mail, one after
 * the other at one pace, within two minutes. Who changes the address with each link keeps the agent.
 */
function sweeps(visits: readonly Post[]): (one: Post) => boolean {
  const acted = visits
    .filter(({ evidence: e }) => e.touched || e.followUp)
    .toSorted((a, b) => a.at - b.at);
  const part = (of: 0 | 1) => (one: Post) => one.evidence.from.split(".")[of] ?? "";
  const among = (key: (one: Post) => string, one: Post) =>
    inSweep(
      acted.filter((other) => key(other) === key(one)),
      one,
    );
  const [address, agent] = [part(0), part(1)];
  return (one) => among(agent, one) || (address(one) !== "" && among(address, one));
}

/** Whether a post is one of three in a row, over three links and at one pace. @param posts oldest first */
function inSweep(posts: readonly Post[], one: Post): boolean {
  return posts.some((first, i) => {
    const [second, third] = [posts[i + 1], posts[i + 2]];
    if (!second || !third || ![first, second, third].includes(one)) return false;
    const [pause, next] = [second.at - first.at, third.at - second.at];
    return (
      third.at - first.at < NEAR_MS &&
      new Set([first.slot, second.slot, third.slot]).size === SWEEP &&
      keepsPace(pause, next) &&
      keepsPace(next, pause)
    );
  });
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
