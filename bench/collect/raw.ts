import Database from "libsql";
import { v7 } from "uuid";
import { cpuMs } from "../support/cpu.ts";

/**
 * The least that storing an answer can cost on this file: one row with its two indexes' entries and
 * its rollups by triggers, inserted in a loop by the driver, a commit each. A process of its own: it
 * opens a copy of the product's database.
 */
const [file = "", synchronous = "FULL"] = process.argv.slice(2);
const db = new Database(file);
db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA cache_size=-65536`);
// The driver adds a field of its own to what it reads.
const { _metadata, ...newest } = db
  .prepare("select * from responses order by row desc limit 1")
  .get() as Record<string, unknown>;
const names = Object.keys(newest);
const insert = db.prepare(
  `insert into responses (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`,
);
let row = Number(newest["row"]);

process.on("message", (ms: number) => {
  const cpu = cpuMs(process.pid);
  const began = performance.now();
  let stored = 0;
  for (; performance.now() < began + ms; stored++) {
    insert.run(Object.values({ ...newest, row: ++row, submission: v7() }));
  }
  const seconds = (performance.now() - began) / 1000;
  process.send?.({ stored, seconds, cpu: cpuMs(process.pid) - cpu });
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
