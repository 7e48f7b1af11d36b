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

/**
 * Calls `fire` at the start of each minute for every expression that names it. An expression whose
 * last run has not ended is left out; missed minutes are not made up. Returns the stop function,
 * which settles when the runs in flight have ended.
 */
export function scheduleCrons(
  expressions: readonly string[],
  fire: (expression: string, time: Date) => Promise<unknown>,
): () => Promise<void> {
  const running = new Map<string, Promise<unknown>>();
  let timer: NodeJS.Timeout;
  const tick = (minute: number) => {
    const time = new Date(minute);
    for (const expression of expressions) {
      if (running.has(expression) || !cronMatches(expression, time)) continue;
      const run = fire(expression, time)
        .catch((error: unknown) => console.error(`cron ${expression} failed:`, error))
        .finally(() => running.delete(expression));
      running.set(expression, run);
    }
    wait();
  };
  const wait = () => {
    const next = (Math.floor(Date.now() / 60_000) + 1) * 60_000;
    timer = setTimeout(() => tick(next), next - Date.now());
  };
  wait();
  return async () => {
    clearTimeout(timer);
    await Promise.all(running.values());
  };
}
