import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { command } from "../../scripts/failure.ts";
import { markdownTable } from "../support/document.ts";
import { openOffice } from "./office.ts";

type Figures = {
  task: string;
  n: number;
  handed: number;
  seconds: number;
  cpuSeconds: number;
  bytes?: number;
};

/** After so long mails that nobody settled count as lost: the second run begins then. */
const LATER_MS = 11 * 60_000;
/** Built first: mails are made from components, which Node does not read by itself. */
const RUNNER = new URL("../../.build/bench-mail.mjs", import.meta.url).pathname;

/**
 * `npm run bench:mail`: how many invitations a second one core plans, writes and hands over, with the
 * database in the same process; and a send that is killed with -9 in the middle and goes on. `-- --json`
 * for a last line that a program reads, `-- --people 10000` for fewer. Linux only: it binds to a core.
 */
export async function main(): Promise<void> {
  await command(async () => {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        people: { type: "string", default: "100000" },
      },
    });
    const people = Number(values.people);
    const folder = await mkdtemp(join(tmpdir(), "verbatim-mail-"));
    try {
      report(await measure(folder, people), values.json);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

async function measure(folder: string, people: number) {
  const [file, mails] = [join(folder, "mail.db"), join(folder, "handed")];
  await build({
    entryPoints: [new URL("runner.ts", import.meta.url).pathname],
    outfile: RUNNER,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  console.error(`Writing ${people.toLocaleString("en")} people ...`);
  const filled = await openOffice(file);
  await filled.fill(people);
  await filled.close();
  const compose = await run(file, mails, 0, "compose");
  const enrol = await run(file, mails, 0, "enrol");
  // The first run is killed when two of five are handed over.
  const killed = await killedAt(file, mails, Math.floor(people * 0.4));
  const before = await counts(file);
  console.error(`Killed with -9 after ${killed.toLocaleString("en")} mails; going on ...`);
  const rest = await run(file, mails, LATER_MS, "hand-over");
  const addresses = readFileSync(mails, "utf8").trim().split("\n");
  const after = await counts(file);
  return { people, compose, enrol, killed, before, rest, after, addresses };
}

type Measured = Awaited<ReturnType<typeof measure>>;

async function run(file: string, mails: string, ahead: number, task: string): Promise<Figures> {
  const child = start(file, mails, ahead, task);
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${task} ended with ${code}`);
  const lines = readFileSync(`${mails}.json`, "utf8").trim().split("\n");
  return JSON.parse(lines.at(-1) ?? "") as Figures;
}

/** Hands over until this many mails are out, and kills. @returns how many were out */
async function killedAt(file: string, mails: string, most: number): Promise<number> {
  const child = start(file, mails, 0, "hand-over");
  const ended = once(child, "exit");
  const handed = async () => (await stat(mails)).size;
  // An address takes at least 17 bytes: close enough to the middle.
  while ((await handed()) < most * 21 && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill("SIGKILL");
  await ended;
  return readFileSync(mails, "utf8").trim().split("\n").length;
}

function start(file: string, mails: string, ahead: number, task: string) {
  return spawn("taskset", ["-c", "0", process.execPath, RUNNER, file, mails, String(ahead), task], {
    stdio: ["ignore", "inherit", "inherit"],
  });
}

async function counts(file: string) {
  const office = await openOffice(file);
  const found = await office.counts();
  await office.close();
  return found;
}

function report(measured: Measured, json: boolean): void {
  const { people, compose, enrol, rest, killed, before, after, addresses } = measured;
  // What else runs on the core takes time by the clock, and none of this.
  const perSecond = ({ n, cpuSeconds }: Figures) => Math.round(n / cpuSeconds);
  const byClock = ({ n, seconds }: Figures) => Math.round(n / seconds);
  const cpuMs = ({ n, cpuSeconds }: Figures) => ((cpuSeconds * 1000) / n).toFixed(2);
  const row = (name: string, figures: Figures) => [
    name,
    figures.n.toLocaleString("en"),
    perSecond(figures).toLocaleString("en"),
    cpuMs(figures),
    byClock(figures).toLocaleString("en"),
  ];
  const twice = addresses.length - new Set(addresses).size;
  const unknown = after.kept["unknown"] ?? 0;
  const accepted = after.kept["accepted"] ?? 0;
  const exact = JSON.stringify(after.kept) === JSON.stringify(after.anew);
  console.log(
    markdownTable(
      [
        "with its database",
        "invitations",
        "a second of one core",
        "CPU ms each",
        "a second by the clock",
      ],
      [
        row("planned", enrol),
        row("written and signed", compose),
        row("judged, written, signed, handed over, settled", rest),
      ],
    ),
  );
  console.log(`
Killed with -9 after ${killed.toLocaleString("en")} mails (${JSON.stringify(before.kept)}), gone on with: ${accepted.toLocaleString("en")} accepted, ${unknown} unknown of ${people.toLocaleString("en")}.
Handed over twice: ${twice}. Progress exact: ${exact ? "yes" : "no"}. One NPS mail: ${((compose.bytes ?? 0) / 1000).toFixed(1)} kB.`);
  const met = perSecond(rest) >= 500 && twice === 0 && exact && accepted + unknown === people;
  console.log(met ? "Every target is met." : "A target is missed.");
  if (json)
    console.log(
      JSON.stringify({
        perSecond: perSecond(rest),
        perSecondByClock: byClock(rest),
        plannedPerSecond: perSecond(enrol),
        writtenPerSecond: perSecond(compose),
        people,
        handedTwice: twice,
        unknown,
        accepted,
        progressExact: exact,
      }),
    );
  if (!met) process.exitCode = 1;
}
