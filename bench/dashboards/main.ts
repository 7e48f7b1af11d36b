import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Failure, command } from "../../scripts/failure.ts";
import { loadBench } from "./load.ts";
import { type Measured, measureViews } from "./measure.ts";
import { printTable, summary } from "./report.ts";

const UNITS: Record<string, number> = { "": 1, k: 1e3, M: 1e6 };

/**
 * `npm run bench:dashboards`: what the console's views cost over ten thousand, a million and ten
 * million responses, in one run. Ten million take about 8 GB in the system's temporary folder and a
 * GB of memory. `-- --sizes 10k,1M` for fewer, `-- --json` for a last line that a program reads.
 */
export async function main(): Promise<void> {
  await command(async () => {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        sizes: { type: "string", default: "10k,1M,10M" },
        rounds: { type: "string", default: "11" },
      },
    });
    const sizes = values.sizes.split(",").map(sizeOf);
    const folder = await mkdtemp(join(tmpdir(), "verbatim-dashboards-"));
    try {
      const files: string[] = [];
      const made: number[] = [];
      for (const size of sizes) {
        const file = join(folder, `${size}.db`);
        files.push(file);
        made.push(await load(file, size));
      }
      const measured = await measureViews(files, { cold: 3, warm: Number(values.rounds) }, (step) =>
        tell(step),
      );
      tell("");
      report(made, measured, values.json);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function load(file: string, size: number): Promise<number> {
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  const cpu = process.cpuUsage();
  const name = size.toLocaleString("en");
  const made = await loadBench(file, size, (done) =>
    tell(`${name} responses: ${((100 * done) / size).toFixed(0)} % after ${seconds()}`),
  );
  tell("");
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${made.toLocaleString("en")} responses loaded in ${seconds()}, ${((user + system) / 1e6).toFixed(0)} s of CPU`,
  );
  return made;
}

function report(made: readonly number[], measured: readonly Measured[], json: boolean): void {
  const result = summary(measured);
  printTable(made, measured, result);
  if (json) console.log(JSON.stringify(result));
}

function sizeOf(text: string): number {
  const [, digits, unit = ""] = /^(\d+)(k|M)?$/u.exec(text.trim()) ?? [];
  const size = Number(digits) * (UNITS[unit] ?? Number.NaN);
  // A day of a survey must have each profile (shape.ts).
  if (!(size >= 10_000)) throw new Failure(`"${text}" is no size: 10k, 1M or a number from 10000.`);
  return size;
}

/** One line of progress that the next replaces; none where nobody watches. */
function tell(step: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${step}`);
  else if (step !== "") console.error(step);
}
