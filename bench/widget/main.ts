import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { ensureBrowser, launchBrowser } from "../../scripts/browser.ts";
import { build } from "../../scripts/build.ts";
import { Failure, command } from "../../scripts/failure.ts";
import { TestProduct } from "../../tests/support/product.ts";
import { median } from "../support/statistics.ts";
import { withTables } from "../support/document.ts";
import { type Checks, check } from "./checks.ts";
import type { Contender } from "./contender.ts";
import { installPeers } from "./install.ts";
import { type Entrant, type Load, enter, load } from "./load.ts";
import { openOrigin, stub } from "./origin.ts";
import { OURS, ours, passOn, publishSites } from "./ours.ts";
import { formbricks } from "./peers/formbricks.ts";
import { posthog } from "./peers/posthog.ts";
import { sentry } from "./peers/sentry.ts";
import { surveyjs } from "./peers/surveyjs.ts";
import { typeform } from "./peers/typeform.ts";
import { type Kept, type Row, WRITTEN_BY, figuresOf, summary, table, targets } from "./report.ts";

const DOCUMENT = new URL("../../docs/benchmarks.md", import.meta.url);
const RESULTS = new URL("../results/widget.json", import.meta.url);
const PEERS = [posthog, formbricks, sentry, surveyjs, typeform];

/** Nobody is told that this browser is driven, and nothing leaves the machine. */
const SWITCHES = [
  "--disable-blink-features=AutomationControlled",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** The page with nothing on it: what its own heap holds. */
const ALONE: Contender = {
  name: "the page alone",
  note: "",
  service: stub(() => undefined),
  parts: () => [],
  find: () => document.querySelector("h1"),
};

/**
 * `npm run bench:widget`: what a survey costs a page and its visitor, beside what others ship, all in
 * one run, one after the other in each round.
 */
export async function main(): Promise<void> {
  await command(async () => {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        save: { type: "boolean", default: false },
        rounds: { type: "string", default: "5" },
      },
    });
    await installPeers(tell);
    await build();
    await ensureBrowser(tell);
    const kept = await measure(Number(values.rounds));
    const [own] = kept.rows;
    console.log(`${table(kept)}\n`);
    if (own && "figures" in own) console.log(targets(own.figures).join("\n"));
    const failed = kept.rows.filter((row) => "error" in row).map(({ name }) => name);
    if (values.save && failed.length === 0) await save(kept);
    if (values.json) console.log(JSON.stringify(summary(kept)));
    if (failed.length > 0) throw new Failure(`Not measured: ${failed.join(", ")}.`);
  });
}

async function measure(rounds: number): Promise<Kept> {
  await using stack = new AsyncDisposableStack();
  const edge = await openOrigin(passOn(() => product.url));
  stack.defer(() => edge.close());
  const product = stack.use(await TestProduct.start({ bindings: { PUBLIC_ORIGIN: edge.url } }));
  const sites = await publishSites(product, edge.url);
  const browser = await launchBrowser(SWITCHES);
  stack.defer(() => browser.close());
  const join = async (contender: Contender): Promise<Entrant> => {
    const entrant = await enter(contender);
    stack.defer(() => entrant.leave());
    return entrant;
  };
  const alone = await join(ALONE);
  const five = await join(ours("five surveys", edge, sites.five));
  const peers = await Promise.all(PEERS.map((make) => make()));
  const entrants = await Promise.all([ours(OURS, edge, sites.one), ...peers].map(join));

  tell("requests, accessibility and strict policies ...");
  const runners: Runner[] = [];
  // These wait more than they work; two at a time leave nobody too late.
  for (let n = 0; n < entrants.length; n += 2) {
    const pair = entrants.slice(n, n + 2).map((entrant) => checked(browser, entrant));
    runners.push(...(await Promise.all(pair)));
  }
  const empty: number[] = [];
  for (let round = 0; round < rounds; round++) {
    empty.push((await load(browser, alone)).heapKb);
    for (const runner of runners) await run(browser, runner);
    tell(`round ${round + 1} of ${rounds}`);
  }
  const { gz, br } = await load(browser, five);
  const rows = runners.map((runner) => rowOf(runner, median(empty)));
  return { rows, fiveSurveysGz: gz, fiveSurveysBr: br };
}

/** A contender on its way through the rounds; one that fails takes no further part. */
type Runner = { entrant: Entrant; loads: Load[]; checks?: Checks; error?: string };

async function checked(browser: Browser, entrant: Entrant): Promise<Runner> {
  const runner: Runner = { entrant, loads: [] };
  await attempt(runner, async () => {
    runner.checks = await check(browser, entrant);
  });
  return runner;
}

async function run(browser: Browser, runner: Runner): Promise<void> {
  if (runner.error !== undefined) return;
  await attempt(runner, async () => void runner.loads.push(await load(browser, runner.entrant)));
}

async function attempt(runner: Runner, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    runner.error = (error as Error).message.split("\n")[0]!.replace(/\.$/u, "");
    tell(`${runner.entrant.contender.name}: ${runner.error}`);
  }
}

function rowOf({ entrant, loads, checks, error }: Runner, emptyKb: number): Row {
  const { name, note } = entrant.contender;
  if (error !== undefined || !checks) return { name, note, error: error ?? "not looked at" };
  return { name, note, figures: figuresOf(loads, checks, emptyKb) };
}

async function save(kept: Kept): Promise<void> {
  await writeFile(RESULTS, `${JSON.stringify(kept, null, 1)}\n`);
  const text = await readFile(DOCUMENT, "utf8");
  await writeFile(DOCUMENT, withTables(text, { widget: table(kept) }, WRITTEN_BY));
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);
