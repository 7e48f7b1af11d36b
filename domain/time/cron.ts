const FIELDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

function matchesField(
  field: string,
  value: number,
  [low, high]: readonly [number, number],
): boolean {
  return field.split(",").some((part) => {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw new Error(`cannot read the cron field "${field}"`);
    const [, from, to, step] = match;
    const start = from === undefined ? low : Number(from);
    const end =
      to !== undefined ? Number(to) : from === undefined || step !== undefined ? high : start;
    return value >= start && value <= end && (value - start) % Number(step ?? 1) === 0;
  });
}

/**
 * Whether a five-field cron expression (numbers, `*`, lists, ranges, steps) names the minute of
 * `time` in UTC, as Workers reads it. As in cron, a restricted day of the month and a restricted
 * day of the week are alternatives. Throws for an expression it cannot read.
 */
export function cronMatches(expression: string, time: Date): boolean {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) throw new Error(`cannot read the cron expression "${expression}"`);
  const at = (i: number, value: number) =>
    matchesField(fields[i] as string, value, FIELDS[i] as readonly [number, number]);
  const weekday = time.getUTCDay();
  const day = at(2, time.getUTCDate());
  const week = at(4, weekday) || (weekday === 0 && at(4, 7));
  const dayFits = fields[2] !== "*" && fields[4] !== "*" ? day || week : day && week;
  return (
    at(0, time.getUTCMinutes()) &&
    at(1, time.getUTCHours()) &&
    at(3, time.getUTCMonth() + 1) &&
    dayFits
  );
}

const MINUTE_MS = 60_000;
const MOST_MINUTES = 366 * 1440;

/** The first minute after `after` that an expression names, ms UTC; at most a year ahead. */
export function nextRun(expression: string, after: number): number {
  let at = (Math.floor(after / MINUTE_MS) + 1) * MINUTE_MS;
  for (let i = 0; i < MOST_MINUTES && !cronMatches(expression, new Date(at)); i++) at += MINUTE_MS;
  return at;
}
