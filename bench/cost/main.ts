import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { command } from "../../scripts/failure.ts";
import { withTables } from "../support/document.ts";
import { measure, readCollect, readMeasured, writeMeasured } from "./measure.ts";
import { WRITTEN_BY, tables } from "./tables.ts";

const DOCUMENT = new URL("../../docs/cost.md", import.meta.url);

/**
 * `npm run bench:cost`: what Verbatim costs by published list prices. Counts rows written and read in
 * this process, takes the CPU of a response from the last `npm run bench:collect -- --json --save`, and
 * prints the tables of docs/cost.md; `-- --write` puts them there and keeps what was counted, `--kept`
 * counts nothing and takes what was kept: after new prices, assumptions or CPU.
 */
export async function main(): Promise<void> {
  await command(async () => {
    const { values } = parseArgs({
      options: {
        write: { type: "boolean", default: false },
        kept: { type: "boolean", default: false },
      },
    });
    const measured = values.kept ? readMeasured() : await measure();
    const made = tables(measured, readCollect());
    for (const [name, table] of Object.entries(made)) console.log(`\n${name}\n\n${table}`);
    if (!values.write) return;
    writeMeasured(measured);
    await writeFile(DOCUMENT, withTables(await readFile(DOCUMENT, "utf8"), made, WRITTEN_BY));
  });
}
