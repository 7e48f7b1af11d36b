import type { Operations } from "../../../domain/wire/operations.ts";
import { when } from "../../words/dates.ts";
import { count, duration, listed, plural, spelled } from "../../words/format.ts";
import type { Headline } from "../../words/headlines.ts";
import { attributeName } from "../../words/names.ts";

type Job = Operations["jobs"][number];
type SelfCheck = NonNullable<Operations["selfCheck"]>;

/** What a scheduled job does, by its name in the cron table. */
const JOBS: Readonly<Record<string, string>> = {
  arrivals: "Count what arrived",
  index: "Make texts searchable",
  votes: "Settle pending votes",
  clocks: "Look up what clocks show in each time zone",
  zones: "Count days anew after a zone change",
  attributes: "Count past answers by new attributes",
  seal: "Sum up months",
  themes: "Read themes",
  "theme-runs": "Start theme runs",
  webhooks: "Send webhooks",
  enrol: "Look for people to ask by mail",
  "hand-over": "Hand mail over to the mailer",
  reminders: "Plan reminders by mail",
  recipients: "Count votes by domain of the recipient",
  erasures: "Erase people",
  retention: "Remove what is past its time",
  "retention-rest": "Go on removing what is past its time",
  "self-check": "Check counters against answers",
  "self-check-rest": "Go on checking counters",
  "expire-evidence": "Forget old link visits",
  "expire-mails": "Forget sent mails",
  "expire-erasures": "Forget old erasures",
  "expire-runs": "Forget old theme runs",
  "expire-sessions": "Forget ended sessions",
  "expire-deleted": "Empty the bin",
  "expire-deliveries": "Forget old webhook deliveries",
  "expire-quarantine": "Bound quarantine",
};

/** A job as people call it. */
export function jobName(name: string): string {
  return JOBS[name] ?? attributeName(name.replaceAll("-", "_"));
}

/** Some job begins each minute; so long without any means that the schedule does not run. */
const STILL_MS = 5 * 60_000;
/** Webhooks are tried within the minute; what waits for longer has failed before. */
const LONG_MS = 15 * 60_000;

/** How a job stands, in words; the state is its mark. */
export function jobState(job: Job): { state: "live" | "failed" | "idle"; words: string } {
  if (job.running) return { state: "live", words: "Running now" };
  if (job.outcome === null) return { state: "idle", words: "Has not run yet" };
  if (job.outcome === "ok") return { state: "live", words: "Done" };
  return { state: "failed", words: `Failed: ${job.outcome}` };
}

/** Ended well, and put something right. */
const DRIFT = "drift";

/** Where counters were found to differ from the answers, in all. */
function differences({ figures }: SelfCheck): number {
  return ["drifted", "asides", "themeDays", "spans"].reduce((n, key) => n + (figures[key] ?? 0), 0);
}

const FIGURES: readonly (readonly [key: string, name: string, always?: true])[] = [
  ["surveys", "Surveys", true],
  ["days", "Days recounted", true],
  ["drifted", "Days that differed", true],
  ["repaired", "Put right"],
  ["moving", "Left for the next night"],
  ["asides", "Counts of the tray"],
  ["themeDays", "Days of themes"],
  ["spans", "Sums of months"],
];

/** The figures of a self-check by name; those that are mostly zero only when they are not. */
export function checkFigures({ figures }: SelfCheck): (readonly [name: string, n: number])[] {
  return FIGURES.flatMap(([key, name, always]) => {
    const n = figures[key];
    return n !== undefined && (always || n > 0) ? [[name, n] as const] : [];
  });
}

/** What the last self-check found. */
export function checkState(check: Operations["selfCheck"]): {
  state: "live" | "failed" | "repaired" | "idle";
  words: string;
} {
  if (check === null) return { state: "idle", words: "Has not run yet" };
  if (check.outcome !== "ok" && check.outcome !== DRIFT) {
    return { state: "failed", words: `Broke off: ${check.outcome}. It goes on by itself.` };
  }
  return differences(check) === 0
    ? { state: "live", words: "All right: every counter is what the answers come to" }
    : { state: "repaired", words: "Differences were found and put right" };
}

/** Whether the system runs as it should: one line, and what does not. */
export function operationsHeadline(data: Operations, zone: string): Headline {
  const worries = worriesOf(data, zone);
  if (worries.length > 0) {
    const n = worries.length;
    return {
      title: `${spelled(n)} ${n === 1 ? "thing needs" : "things need"} a look`,
      lede: worries.join(" "),
    };
  }
  const arrived = data.arrivals.hour.reduce((sum, n) => sum + n, 0);
  return {
    title: "Everything runs",
    lede: `${arrived === 0 ? "No response" : plural(arrived, "response")} in the last hour. Every job ended well, and nothing waits for long.`,
  };
}

function worriesOf({ now, jobs, selfCheck, outbox }: Operations, zone: string): string[] {
  const begun = Math.max(0, ...jobs.map(({ startedAt }) => startedAt ?? 0));
  const failed = jobs.filter((job) => jobState(job).state === "failed");
  const waits = outbox.oldest === null ? 0 : now - outbox.oldest;
  return [
    begun === 0 && "No scheduled job has run yet. Each minute one should.",
    begun > 0 &&
      now - begun > STILL_MS &&
      `No scheduled job has begun since ${when(begun, zone, now)}. Each minute one should.`,
    failed.length > 0 &&
      `${listed(failed.map(({ name }) => `“${jobName(name)}”`))} failed in the last run.`,
    selfCheck !== null &&
      differences(selfCheck) > 0 &&
      `The last self-check found ${plural(differences(selfCheck), "counter")} that differed from the answers and put them right.`,
    outbox.dead > 0 &&
      `${plural(outbox.dead, "webhook message")} could not be delivered and ${outbox.dead === 1 ? "was" : "were"} given up.`,
    waits > LONG_MS && `The oldest webhook message has waited for ${duration(waits)}.`,
  ].filter((one) => one !== false);
}

/** How many arrived, and how fast at most. */
export function arrivalWords(counts: readonly number[], minutes: number): string {
  const sum = counts.reduce((n, one) => n + one, 0);
  const most = Math.max(0, ...counts);
  const span = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return `${plural(sum, "response")}, at most ${count(most)} in ${span}`;
}
