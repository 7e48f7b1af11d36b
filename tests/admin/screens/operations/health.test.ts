import { describe, expect, it } from "vitest";
import {
  arrivalWords,
  checkFigures,
  checkState,
  jobName,
  jobState,
  operationsHeadline,
} from "../../../../admin/screens/operations/health.ts";
import type { Operations } from "../../../../domain/wire/operations.ts";
import { SCHEDULE } from "../../../../functions/scheduled/index.ts";

const NOW = Date.UTC(2026, 10, 22, 14, 20);
const MINUTE = 60_000;

const job = (part: Partial<Operations["jobs"][number]> = {}): Operations["jobs"][number] => ({
  name: "arrivals",
  startedAt: NOW - 20_000,
  tookMs: 12,
  outcome: "ok",
  running: false,
  next: NOW + 40_000,
  ...part,
});

const operations = (part: Partial<Operations> = {}): Operations => ({
  now: NOW,
  arrivals: {
    hour: Array.from({ length: 60 }, (_, i) => (i === 59 ? 3 : 0)),
    day: Array.from({ length: 96 }, () => 0),
    until: NOW,
  },
  outbox: { waiting: 0, dead: 0, oldest: null },
  selfCheck: null,
  jobs: [job()],
  ...part,
});
const headline = (part: Partial<Operations>) => operationsHeadline(operations(part), "UTC");
const check = (figures: Record<string, number>, outcome = "ok") => ({ at: NOW, outcome, figures });

describe("whether the system runs", () => {
  it("says so when it does, also while jobs run and before the first check", () => {
    expect(headline({})).toEqual({
      title: "Everything runs",
      lede: "3 responses in the last hour. Every job ended well, and nothing waits for long.",
    });
    expect(headline({ jobs: [job({ running: true, tookMs: null, outcome: "x" })] }).title).toBe(
      "Everything runs",
    );
    expect(headline({ outbox: { waiting: 9, dead: 0, oldest: NOW - 14 * MINUTE } }).title).toBe(
      "Everything runs",
    );
  });

  it("names each thing that does not", () => {
    const { title, lede } = headline({
      jobs: [job(), job({ name: "themes", outcome: "TimeoutError" })],
      outbox: { waiting: 9, dead: 1, oldest: NOW - 42 * MINUTE },
      selfCheck: check({ drifted: 2, asides: 1 }, "drift"),
    });
    expect(title).toBe("Four things need a look");
    expect(lede).toContain("“Read themes” failed in the last run.");
    expect(lede).toContain("found 3 counters that differed");
    expect(lede).toContain("1 webhook message could not be delivered and was given up.");
    expect(lede).toContain("has waited for 42 min.");
  });

  it("notices a schedule that stands still, and one that never began", () => {
    expect(headline({ jobs: [job({ startedAt: NOW - 5 * MINUTE })] }).title).toBe(
      "Everything runs",
    );
    const still = headline({ jobs: [job({ startedAt: NOW - 6 * MINUTE })] });
    expect(still.lede).toContain("No scheduled job has begun since 14:14.");
    const never = headline({ jobs: [job({ startedAt: null, outcome: null })] });
    expect(never.lede).toContain("No scheduled job has run yet.");
  });

  it("tells times in the zone of the workspace", () => {
    const data = operations({ jobs: [job({ startedAt: NOW - 6 * MINUTE })] });
    expect(operationsHeadline(data, "Asia/Kolkata").lede).toContain("since 19:44.");
  });
});

describe("the self-check in words", () => {
  it("has not run, is right, put something right, or broke off", () => {
    expect(checkState(null).state).toBe("idle");
    expect(checkState(check({ surveys: 4, days: 90, drifted: 0 })).state).toBe("live");
    expect(checkState(check({ drifted: 0, spans: 1 }, "drift")).state).toBe("repaired");
    expect(checkState(check({}, "TimeoutError"))).toEqual({
      state: "failed",
      words: "Broke off: TimeoutError. It goes on by itself.",
    });
  });

  it("shows what is always of interest, and the rest when there is any", () => {
    expect(
      checkFigures(check({ surveys: 4, days: 90, drifted: 0, repaired: 0, spans: 2, other: 9 })),
    ).toEqual([
      ["Surveys", 4],
      ["Days recounted", 90],
      ["Days that differed", 0],
      ["Sums of months", 2],
    ]);
  });
});

describe("jobs in words", () => {
  it("has words for every job of the schedule", () => {
    const names = SCHEDULE.map(({ name }) => name.slice("cron:".length));
    // Without words of its own a job shows its technical name.
    expect(
      names.filter((name) => jobName(name).toLowerCase() === name.replaceAll("-", " ")),
    ).toEqual([]);
    expect(new Set(names.map(jobName)).size).toBe(names.length);
  });

  it("tells how each stands", () => {
    expect(jobState(job())).toEqual({ state: "live", words: "Done" });
    expect(jobState(job({ outcome: null, startedAt: null }))).toEqual({
      state: "idle",
      words: "Has not run yet",
    });
    expect(jobState(job({ outcome: "stale" }))).toEqual({
      state: "failed",
      words: "Failed: stale",
    });
    expect(jobState(job({ outcome: "stale", running: true })).words).toBe("Running now");
  });

  it("says how much arrived", () => {
    expect(arrivalWords([0, 4, 1], 1)).toBe("5 responses, at most 4 in a minute");
    expect(arrivalWords([0, 1], 15)).toBe("1 response, at most 1 in 15 minutes");
  });
});
