import { type Part, type Usage, sum } from "./bill.ts";
import type { Collect, Measured } from "./measure.ts";

/**
 * What is assumed where nothing can be counted. Another business has other numbers: change them here
 * and run `npm run bench:cost -- --write --kept`.
 */
export const ASSUMED = {
  /** Rows that a written row or entry reads on its way: the provider says at least one. */
  readsAWrite: 10,
  /** Isolates that serve a site at once; each reads its configuration every 15 s, day and night. */
  isolates: 5,
  /** Surveys that get answers. */
  surveys: 20,
  viewsAMonth: 20_000,
  /** Months of responses that the database holds. */
  monthsKept: 12,
  /** A console on the screen with most polls: 22 days of 8 hours, 4 requests every 10 s. */
  pollsAMonth: 22 * 8 * 360 * 4,
  /** Of a typical response, how many of each. */
  tags: 50,
  sights: 5,
  amended: 0.7,
  withText: 0.35,
  identified: 0.2,
  /** Responses that bring somebody by a proof: for the first time, and with something new. */
  newPeople: 0.04,
  changedPeople: 0.04,
  byMail: 0.05,
  setAside: 0.02,
  webhooks: 1,
  /** Votes of an invited person, and visits by scanners to the links of a mail. */
  votesAMail: 0.2,
  scansAMail: 2,
} as const;

const MINUTES = 30 * 24 * 60;
/** An isolate's configuration lives so many times in a minute. */
const LOADS_A_MINUTE = 4;
const M = 1e6;

/** What one of each uses: rows as counted, a request and its CPU where one is made. */
function unitsOf(measured: Measured, { cpuMsWorker }: Collect) {
  const a = ASSUMED;
  const writes = (written: number, read = 0) => ({ written, read: read + a.readsAWrite * written });
  /** What the database does for one of these. */
  const rows = (name: string) => {
    const found = measured.counted[name];
    if (!found) throw new Error(`"${name}" was not measured: npm run bench:cost -- --write`);
    return writes(found.rows + found.entries, found.read);
  };
  const cpu = (name: string) => {
    const ms = measured.cpuMs[name];
    if (ms === undefined) throw new Error(`no CPU was measured of "${name}"`);
    return ms;
  };
  const request = { requests: 1, cpuMs: cpuMsWorker };
  const page = { requests: 1, cpuMs: cpu("view") };
  const reads = Object.values(measured.views);
  const meanView = { ...page, read: reads.reduce((a, b) => a + b, 0) / reads.length };

  const post = (name: string) => sum([1, request], [1, rows(name)]);
  const themes = sum(
    [1 / 1000, rows("themes of 1000 texts")],
    [1 / 1000, { cpuMs: cpu("themes of 1000 texts") }],
  );
  const textJobs = sum([1, rows("text indexed")], [1, themes]);
  const webhook = sum([1, rows("outbox entry of a webhook")], [1, rows("entry delivered")]);
  const aside = sum(
    [1, post("response set aside")],
    [1, rows("dropped from the tray")],
    [1, rows("its hash dropped")],
  );
  const tag = { requests: 1, cpuMs: cpu("tag") };
  const visit = sum([1, page], [1, rows("link opened")], [1, rows("visit dropped")]);
  const vote = sum([1, page], [1, rows("vote")]);
  const mail = sum(
    [1, { mails: 1 }],
    [1, rows("invitation")],
    [a.scansAMail + a.votesAMail, visit],
    [a.votesAMail, vote],
  );
  return {
    writes,
    rows,
    cpu,
    request,
    page,
    meanView,
    post,
    themes,
    textJobs,
    webhook,
    aside,
    tag,
    mail,
  };
}
type Units = ReturnType<typeof unitsOf>;

export type Row = { name: string; usage: Usage };
const row = (name: string, ...parts: readonly Part[]): Row => ({ name, usage: sum(...parts) });
const together = (rows: readonly Row[]) => sum(...rows.map(({ usage }) => [1, usage] as const));
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** A million responses, all of one shape. */
function shapesOf({ post, rows, textJobs, webhook, aside }: Units): Row[] {
  return [
    row("one score, anonymous", [M, post("score")]),
    row("the same with 3 attributes", [M, post("score, 3 attributes")]),
    row("the same with 8 attributes", [M, post("score, 8 attributes")]),
    row("score of an identified person", [M, post("score")], [M, rows("known person, on top")]),
    row("a person whom a proof makes, on top", [M, rows("person made by a proof, on top")]),
    row("a person whom a proof changes, on top", [M, rows("person changed by a proof, on top")]),
    row("a person who is known by a proof, on top", [M, rows("person known by a proof, on top")]),
    row(
      "score and text in one post, indexed and themed",
      [M, post("score")],
      [M, rows("open text, on top")],
      [M, textJobs],
    ),
    row(
      "3 attributes, then a second post with text, indexed and themed",
      [M, post("score, 3 attributes")],
      [M, post("amendment with text")],
      [M, textJobs],
    ),
    row("one webhook, on top", [M, webhook]),
    row("a queue binding, on top", [M, { queueOps: 3 }]),
    row("set aside, dropped after 90 days, its hash after 180", [M, aside]),
  ];
}

/** A typical million of responses, part by part. */
function partsOf({ tag, post, rows, themes, webhook, aside, mail }: Units): Row[] {
  const a = ASSUMED;
  // A vote by mail is a response too: pages send the others.
  const pages = M * (1 - a.byMail);
  return [
    row(`fetches of the site's script, ${a.tags} a response`, [pages * a.tags, tag]),
    row(`shown, ${a.sights} times a response`, [
      pages * a.sights,
      post("shown, started or dismissed"),
    ]),
    row("first post, 3 attributes", [pages, post("score, 3 attributes")]),
    row(
      `second post, ${percent(a.amended)}, half of them with text`,
      [(pages * a.amended) / 2, post("amendment that completes")],
      [(pages * a.amended) / 2, post("amendment with text")],
    ),
    row(`search index, ${percent(a.withText)}`, [M * a.withText, rows("text indexed")]),
    row(`themes, ${percent(a.withText)}`, [M * a.withText, themes]),
    row(`identified, ${percent(a.identified)}`, [
      pages * a.identified,
      rows("known person, on top"),
    ]),
    row(
      `of those by a proof: ${percent(a.newPeople)} new, ${percent(a.changedPeople)} changed`,
      [pages * a.newPeople, rows("person made by a proof, on top")],
      [pages * a.changedPeople, rows("person changed by a proof, on top")],
      [
        pages * (a.identified - a.newPeople - a.changedPeople),
        rows("person known by a proof, on top"),
      ],
    ),
    row(
      `one webhook a response`,
      [M * a.webhooks, webhook],
      [pages * a.amended * a.webhooks, rows("outbox entry, answer completed")],
    ),
    row(`set aside on top, ${percent(a.setAside)}`, [M * a.setAside, aside]),
    row(`by mail, ${percent(a.byMail)}: ${1 / a.votesAMail} mails a vote`, [
      (M * a.byMail) / a.votesAMail,
      mail,
    ]),
    row("self-check: each response read when its day is over, then once a month", [
      M,
      { read: 1 + a.monthsKept },
    ]),
  ];
}

/** What a month uses before anybody answers or looks. */
function idleOf(measured: Measured, { rows, cpu, writes }: Units): Row[] {
  const a = ASSUMED;
  const crons = sum(
    [MINUTES, { ...rows("cron: minute"), requests: 1, cpuMs: cpu("cron: minute") }],
    [MINUTES / 15, { ...rows("cron: quarter"), requests: 1, cpuMs: cpu("cron: quarter") }],
    [30, { ...rows("cron: night"), requests: 1, cpuMs: cpu("cron: night") }],
  );
  const survey = sum(
    [30, rows("a survey's day sealed")],
    [30, rows("a night with a survey")],
    [-30, rows("cron: night")],
  );
  const known = measured.counted["tag and survey read anew"]!;
  const site = sum(
    [MINUTES * a.isolates, writes(known.rows + known.entries)],
    [MINUTES * a.isolates * LOADS_A_MINUTE, { read: known.read }],
  );
  return [
    row("crons, when there is nothing to do", [1, crons]),
    row(`seal and self-check of ${a.surveys} surveys that get answers`, [a.surveys, survey]),
    row(`configuration of a busy site in ${a.isolates} isolates`, [1, site]),
  ];
}

/** What else a bill may hold. */
function othersOf({ meanView, page, mail, textJobs, tag, request, aside }: Units): Row[] {
  return [
    row("1,000 dashboard views", [1000, meanView]),
    row("1,000 views at the budget of 5,000 rows", [1000, { ...page, read: 5000 }]),
    row("a console left open for a month of workdays", [ASSUMED.pollsAMonth, meanView]),
    row("1,000 one-click mails, the mail itself", [1000, { mails: 1 }]),
    row("1,000 one-click mails, all that follows", [1000, mail], [-1000, { mails: 1 }]),
    row("100,000 texts indexed and themed", [1e5, textJobs]),
    row("a million fetches of the site's script", [M, tag]),
    row("a million posts of bots, stopped by the limit", [M, request]),
    row("a million posts of bots, set aside and dropped", [M, aside]),
  ];
}

/** From rows, requests and CPU of one of each to what thousands and millions of them use. */
export function model(measured: Measured, collect: Collect) {
  const units = unitsOf(measured, collect);
  const parts = partsOf(units);
  const idle = idleOf(measured, units);
  const [perMillion, fixed] = [together(parts), together(idle)];
  /** A month with so many responses, as many as in each month before. */
  const month = (responses: number): Usage =>
    sum(
      [responses / M, perMillion],
      [1, fixed],
      [ASSUMED.viewsAMonth, units.meanView],
      [1, { gb: (responses * ASSUMED.monthsKept * measured.bytes) / 1e9 }],
    );
  return {
    shapes: shapesOf(units),
    parts,
    perMillion,
    idle,
    fixed,
    others: othersOf(units),
    month,
  };
}
