import { expect, it } from "vitest";
import { ingestQueue } from "../../../functions/adapters/queue/queue.ts";
import { testQueue } from "../../support/queue.ts";

it("takes texts of up to a message's size, counted in bytes", async () => {
  const queue = testQueue();
  const line = ingestQueue(queue.binding);
  expect(await line.put("a".repeat(127_000))).toBe(true);
  expect(await line.put("a".repeat(127_001))).toBe(false);
  expect(await line.put("€".repeat(42_333))).toBe(true);
  expect(await line.put("€".repeat(42_334))).toBe(false);
  expect(queue.take()).toHaveLength(2);
});

it("does not throw, and says no when the queue refuses or is silent", async () => {
  const queue = testQueue();
  const line = ingestQueue(queue.binding);
  queue.mode = "refuses";
  expect(await line.put("a")).toBe(false);
  queue.mode = "keeps and says nothing";
  expect(await line.put("a")).toBe(false);
});
