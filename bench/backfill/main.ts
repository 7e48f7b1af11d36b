import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { command } from "../../scripts/failure.ts";
import { DATABASES, WORKERS } from "../cost/prices.ts";
import { countThemes } from "../cost/jobs.ts";
import { markdownTable } from "../support/document.ts";
import { openArchive, writeArchive } from "./archive.ts";

const RUNNER = new URL("runner.ts", import.meta.url).pathname;
/** After so long the lease of a runner that died has run out. */
const LATER_MS = 11 * 60_000;
/** How often a killed run is looked at. */
const LOOK_MS = 20;

type Progress = {
  step: string;
  done?: number;
  total?: number;
  heap?: number;
  cpuSeconds: number;
};

/**
 * `npm run bench:backfill`: an archive of texts that were never read, read as the scheduled job does:
 * once unbroken and once killed with -9 in the middle and gone on with, which must come to the same;
 * then a large one with its progress, and what a thousand texts cost. `-- --json` for a last line
 * that a program reads, `-- --texts 20000 --large 100000` for other sizes. Linux only: it binds to a
 * core. Exits non-zero when the killed run differs.
 */
export async function main(): Promise<void> {
  await command(async () => {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        texts: { type: "string", default: "20000" },
        large: { type: "string", default: "100000" },
      },
    });
    const folder = await mkdtemp(join(tmpdir(), "verbatim-backfill-"));
    try {
      const pair = await compare(folder, Number(values.texts));
      const large = Number(values.large) > 0 ? await whole(folder, Number(values.large)) : null;
      await report(pair, large, values.json);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

/** The same archive read unbroken, and read by one process that is killed and another that goes on. */
async function compare(folder: string, texts: number) {
  const [unbroken, killed] = [join(folder, "unbroken.db"), join(folder, "killed.db")];
  console.error(`Writing ${amount(texts)} texts ...`);
  await writeArchive(unbroken, texts);
  await copyFile(unbroken, killed);
  await ended(start(unbroken, `${unbroken}.progress`));
  const at = await killedAt(killed, Math.floor(texts / 2));
  console.error(`Killed with -9 after ${amount(at)} of ${amount(texts)} texts; going on ...`);
  await ended(start(killed, `${killed}.progress`, LATER_MS));
  const [one, other] = [await stateOf(unbroken), await stateOf(killed)];
  const differs = Object.keys(one.hashes).filter((name) => one.hashes[name] !== other.hashes[name]);
  return { texts, at, differs, ...one };
}

async function whole(folder: string, texts: number) {
  const file = join(folder, "large.db");
  console.error(`Writing ${amount(texts)} texts ...`);
  await writeArchive(file, texts);
  const child = start(file, `${file}.progress`);
  const over = ended(child);
  let told = 0;
  while (child.exitCode === null) {
    await Promise.race([over, pause(1000)]);
    const { done = 0 } = (await progressOf(file)).at(-1) ?? {};
    if (done - told >= texts / 10) {
      told = done;
      console.error(`  ${amount(done)} of ${amount(texts)} read`);
    }
  }
  await over;
  const lines = await progressOf(file);
  const indexed = lines.find(({ step }) => step === "indexed")?.cpuSeconds ?? 0;
  const cpuSeconds = (lines.at(-1)?.cpuSeconds ?? 0) - indexed;
  return { texts, cpuSeconds, lines, heap: Math.max(...lines.map(({ heap = 0 }) => heap)) };
}

function start(file: string, progress: string, ahead = 0): ChildProcess {
  return spawn("taskset", ["-c", "0", process.execPath, RUNNER, file, progress, String(ahead)], {
    stdio: ["ignore", "inherit", "inherit"],
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`reading ended with ${code}`);
}

/** Reads until so many texts are done, and kills. @returns texts done when it was killed */
async function killedAt(file: string, most: number): Promise<number> {
  const child = start(file, `${file}.progress`);
  const exit = once(child, "exit");
  const done = async () => (await progressOf(file)).at(-1)?.done ?? 0;
  while ((await done()) < most && child.exitCode === null) await pause(LOOK_MS);
  child.kill("SIGKILL");
  await exit;
  return done();
}

async function progressOf(file: string): Promise<Progress[]> {
  const text = await readFile(`${file}.progress`, "utf8").catch(() => "");
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Progress);
}

async function stateOf(file: string) {
  const archive = await openArchive(file);
  const state = await archive.state();
  await archive.close();
  return state;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const amount = (n: number) => n.toLocaleString("en");

async function report(
  pair: Awaited<ReturnType<typeof compare>>,
  large: Awaited<ReturnType<typeof whole>> | null,
  json: boolean,
): Promise<void> {
  const same = pair.differs.length === 0;
  console.log(
    `${amount(pair.texts)} texts, killed with -9 after ${amount(pair.at)}: ${same ? "the same" : `differs in ${pair.differs.join(", ")}`} as unbroken (${pair.themes} themes, ${amount(pair.mentions)} mentions; themes, mentions, texts, runs and days compared).`,
  );
  const cost = await costOfThousand();
  if (large) {
    const { cpuSeconds, texts, lines, heap } = large;
    console.log(
      `${amount(texts)} texts: ${cpuSeconds.toFixed(1)} s of one core with the database (${amount(Math.round(texts / cpuSeconds))} texts a second), ${lines.filter(({ done }) => done !== undefined).length} reports of progress, at most ${(heap / 1e6).toFixed(0)} MB in use.`,
    );
  }
  console.log(
    markdownTable(
      ["a thousand texts", "rows written", "CPU ms", "$ database", "$ Worker"],
      [
        [
          "read for themes",
          amount(cost.written),
          amount(Math.round(cost.cpuMs)),
          cost.database.toFixed(5),
          cost.worker.toFixed(5),
        ],
      ],
    ),
  );
  if (json)
    console.log(
      JSON.stringify({
        texts: pair.texts,
        killedAfter: pair.at,
        differs: pair.differs,
        themes: pair.themes,
        mentions: pair.mentions,
        ...(large && { largeTexts: large.texts, largeCpuSeconds: large.cpuSeconds }),
        perThousand: cost,
      }),
    );
  if (!same) process.exitCode = 1;
}

/** Rows, CPU (database included) and list price of a thousand texts once allowances are used up. */
async function costOfThousand() {
  const { themes, cpuMs } = await countThemes();
  const { rows, entries } = themes["themes of 1000 texts"];
  const [{ meters }] = DATABASES;
  const written = rows + entries;
  const ms = cpuMs["themes of 1000 texts"];
  const priced = (n: number, { per, price }: { per: number; price: number }) => (n / per) * price;
  return {
    written,
    cpuMs: ms,
    database: priced(written, meters.written),
    worker: priced(ms, WORKERS.meters.cpuMs),
  };
}
