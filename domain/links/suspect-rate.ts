import { pOf } from "../scores/change.ts";
import { significant } from "../scores/looks.ts";

/** Votes over mail to one domain, now and before. */
export type DomainVotes = {
  answered: number;
  suspect: number;
  answeredBefore: number;
  suspectBefore: number;
};

/** Fewer votes than this say nothing about a rate. */
const MIN_VOTES = 10;
/** A rise of fewer points than this is nothing to wake somebody for. */
const MIN_RISE = 0.1;

/**
 * Where the share of suspect votes jumped: against the domain's own votes before, or against those of
 * all domains where it has too few. Two shares with one answer of each kind added to either side
 * (Agresti and Caffo 2000), Benjamini-Hochberg corrected over the domains.
 */
export function jumps(domains: readonly DomainVotes[]): boolean[] {
  const sum = (of: (one: DomainVotes) => number) => domains.reduce((n, one) => n + of(one), 0);
  const all = {
    answered: sum((one) => one.answeredBefore),
    suspect: sum((one) => one.suspectBefore),
  };
  const rises = domains.map((one) => {
    const own = { answered: one.answeredBefore, suspect: one.suspectBefore };
    return rise(one, votes(own) >= MIN_VOTES ? own : all);
  });
  const real = significant(rises.map((one) => (one ? pOf(one.z) : null)));
  return rises.map((one, i) => !!real[i] && !!one && one.z > 0 && one.points >= MIN_RISE);
}

type Side = { answered: number; suspect: number };

const votes = ({ answered, suspect }: Side) => answered + suspect;

function rise(now: Side, before: Side): { z: number; points: number } | undefined {
  if (votes(now) < MIN_VOTES || votes(before) < MIN_VOTES) return undefined;
  const side = (one: Side) => {
    const n = votes(one) + 2;
    const share = (one.suspect + 1) / n;
    return { share, error: (share * (1 - share)) / n };
  };
  const [a, b] = [side(now), side(before)];
  return { z: (a.share - b.share) / Math.sqrt(a.error + b.error), points: a.share - b.share };
}
