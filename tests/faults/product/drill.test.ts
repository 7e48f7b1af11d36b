import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CreatedApiKey } from "../../../domain/wire/workspace.ts";
import type { Scores } from "../../../domain/wire/scores.ts";
import { freePort } from "../../../scripts/ports.ts";
import { signInLink } from "../../../scripts/setup.ts";
import { testApp } from "../../support/app.ts";
import { tablesWith } from "../../support/canary.ts";
import { runCommand, serve } from "../../support/commands.ts";
import { NO_DRIFT, drift } from "../../support/counters.ts";
import { answer, deliver, post, underLoad } from "../../support/faults/clients.ts";
import { measured } from "../../support/faults/size.ts";
import { publishedSurvey, signedIn } from "../../support/published.ts";

const SETUP_TOKEN = "drill-token-of-thirty-two-letters-and-more";
const CANARIES = ["kanari-0815", "zanzibarium"];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "verbatim-drill-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const found = async (name: string) => {
  const text = (await readFile(join(folder, name))).toString("latin1").toLowerCase();
  return CANARIES.filter((word) => text.includes(word));
};

it("fault 56: the drill: backup under writes, an erasure, restore; counts, login and dedupe hold, the erased stay erased", async (context) => {
  const port = await freePort();
  const env = { SETUP_TOKEN, INGEST_LIMIT: "100000" };
  await using first = await serve(folder, port, env);
  const { url } = first;
  const installation = { url, signIn: () => signInLink(url, SETUP_TOKEN) };
  const survey = await publishedSurvey(installation);
  const key = (await (
    await fetch(`${url}/api/v1/keys`, {
      method: "POST",
      headers: survey.headers,
      body: JSON.stringify({ name: "Privacy desk", scopes: ["people:write"] }),
    })
  ).json()) as CreatedApiKey;
  const theirs = Array.from({ length: 5 }, (_, i) =>
    answer(survey, {
      answers: { q1: 2, q2: `Never again ${CANARIES[1]} ${i}` },
      person: { id: CANARIES[0] },
    }),
  );
  for (const body of theirs) expect(await deliver(url, body)).toBe(1);

  const load = underLoad(url, survey, 6);
  await load.more(200);
  const before = new Set(load.acknowledged);
  const backup = join(folder, "monday.backup");
  const during = load.acknowledged.size;
  const backedUp = await runCommand("backup", [backup, "--data", folder]);
  const meanwhile = load.acknowledged.size - during;
  expect(backedUp).toMatchObject({ code: 0, error: "" });
  const sure = new Set(load.acknowledged);
  await load.more(100);

  const erased = await runCommand("erase", ["--url", url, "--person", CANARIES[0] ?? ""], {
    VERBATIM_KEY: key.secret,
  });
  expect(erased).toMatchObject({ code: 0, error: "" });
  expect(erased.output).toContain("5 responses. Done.");
  await load.more(20);
  await load.stop();
  // Erased, but alive in the backup.
  expect(await found("monday.backup")).toEqual(CANARIES);

  const running = await runCommand("restore", [backup, "--data", folder]);
  expect(running.code).toBe(1);
  expect(running.error).toContain("Verbatim is running on");
  expect(first.said()).not.toContain(CANARIES[0]);
  await first.stop();

  const restored = await runCommand("restore", [backup, "--data", folder]);
  expect(restored).toMatchObject({ code: 0, error: "" });
  expect(restored.output).toContain("1 people and addresses");
  expect(await found("verbatim.db")).toEqual([]);
  const files = await readdir(folder);
  expect(files.filter((name) => name.startsWith("verbatim.db.replaced-"))).toHaveLength(1);
  expect(files.filter((name) => /-wal|-shm|restor(ing|ed)|live/u.test(name))).toEqual([]);

  await using second = await serve(folder, port, env);
  // A session of before and a new one; the survey takes answers.
  for (const headers of [survey.headers, await signedIn(installation)]) {
    expect((await fetch(`${url}/api/v1/me`, { headers })).status).toBe(200);
  }
  const count = async () => {
    const reply = await fetch(`${url}/api/v1/surveys/${survey.id}/scores`, {
      headers: survey.headers,
    });
    return ((await reply.json()) as Scores).n;
  };
  const restoredCount = await count();
  expect(restoredCount).toBeGreaterThanOrEqual(before.size);
  // At most what was acknowledged, or in flight, when the copy was made.
  expect(restoredCount).toBeLessThanOrEqual(sure.size + 6);
  // What was there counts once more often than never: again is a duplicate.
  for (const submission of [...before].slice(0, 50)) {
    const answers = { q1: submission.charCodeAt(35) % 11, q2: `said ${submission}` };
    expect((await post(url, answer(survey, { submission, answers }))).status).toBe(200);
  }
  for (const body of theirs) {
    const reply = await fetch(`${url}/v1/in`, { method: "POST", body: JSON.stringify(body) });
    expect(await reply.json()).toMatchObject({ status: "duplicate" });
  }
  expect(await count()).toBe(restoredCount);
  expect(await deliver(url, answer(survey))).toBe(1);
  expect(await count()).toBe(restoredCount + 1);
  await second.stop();

  const app = await testApp({ file: join(folder, "verbatim.db") });
  const stored = await app.run("select submission from responses");
  const ids = new Set(stored.map((row) => String(row["submission"])));
  expect([...before].filter((id) => !ids.has(id))).toEqual([]);
  expect(await tablesWith(app, CANARIES)).toEqual([]);
  expect(await drift(app)).toEqual(NO_DRIFT);
  await app.close();
  measured(
    context,
    `backup of a served database: ${meanwhile} answers acknowledged meanwhile; restored ${restoredCount} responses, 0 of ${before.size} known ones missing, the erased absent from every byte`,
  );
});
