import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { root } from "../../scripts/paths.ts";

it("the queues in wrangler.toml's comment are what wrangler and the Worker understand", async () => {
  const toml = await readFile(`${root}/wrangler.toml`, "utf8");
  const [, block = ""] = /^# Answers wait.*\n#\n((?:#.*\n)+)/mu.exec(toml) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "verbatim-queue-"));
  try {
    await writeFile(`${folder}/wrangler.toml`, block.replaceAll(/^# ?/gmu, ""));
    const { queues } = unstable_readConfig({ config: `${folder}/wrangler.toml` });
    const [producer, consumer] = [queues.producers?.[0], queues.consumers?.[0]];
    expect(producer).toEqual({ binding: "INGEST_QUEUE", queue: consumer?.queue });
    expect(consumer).toMatchObject({
      dead_letter_queue: expect.stringMatching(/./u),
      max_batch_size: 100,
      max_retries: 100,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
