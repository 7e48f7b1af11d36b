import { v7 } from "uuid";
import type { TestProduct } from "../product.ts";
import type { Published } from "../published.ts";
import { rollupDrift } from "../rollups.ts";

/** One answer as the widget sends it. */
export const answer = (survey: Published, more: object = {}) => ({
  wire: 1,
  site: survey.site,
  survey: survey.id,
  submission: v7(),
  answers: { q1: 9 },
  complete: true,
  ...more,
});

/** Posts one answer; a connection that breaks is status 0. */
export async function post(
  url: string,
  body: object,
): Promise<{ status: number; headers: Headers }> {
  try {
    const reply = await fetch(`${url}/v1/in`, { method: "POST", body: JSON.stringify(body) });
    // A body that breaks off was not acknowledged either.
    await reply.arrayBuffer();
    return { status: reply.status, headers: reply.headers };
  } catch {
    return { status: 0, headers: new Headers() };
  }
}

/** Posts until the answer is acknowledged, as the widget's outbox does. @returns tries, 0 when it gave up */
export async function deliver(url: string, body: object, stopped = () => false): Promise<number> {
  for (let tries = 1; tries <= 800 && !stopped(); tries++) {
    if ((await post(url, body)).status === 200) return tries;
    await pause(25);
  }
  return 0;
}

/** Clients that each send one answer after the other, and who was told what. */
export function underLoad(url: string, survey: Published, clients: number) {
  const acknowledged = new Set<string>();
  const waiting = new Set<string>();
  const end = new AbortController();
  const stopped = () => end.signal.aborted;
  const client = async () => {
    while (!stopped()) {
      const submission = v7();
      waiting.add(submission);
      const answers = { q1: submission.charCodeAt(35) % 11, q2: `said ${submission}` };
      if ((await deliver(url, answer(survey, { submission, answers }), stopped)) > 0) {
        acknowledged.add(submission);
        waiting.delete(submission);
      }
    }
  };
  const running = Array.from({ length: clients }, client);
  return {
    acknowledged,
    /** Sent, perhaps stored, never acknowledged. */
    waiting,
    /** Waits until `count` more answers are acknowledged. */
    async more(count: number): Promise<void> {
      const enough = acknowledged.size + count;
      await until(() => acknowledged.size >= enough);
    },
    async stop(): Promise<void> {
      end.abort();
      await Promise.all(running);
    },
  };
}

/**
 * Everything that must hold of what is stored, whatever happened: nothing acknowledged is missing,
 * nothing unknown is there, no half of a response, rollup = raw, a sound file. Empty is right.
 */
export async function wrongs(
  product: TestProduct,
  { acknowledged, waiting }: { acknowledged: Set<string>; waiting: Set<string> },
): Promise<string[]> {
  const rows = await product.rows("select submission from responses");
  const stored = new Set(rows.map((row) => String(row["submission"])));
  const orphans = await product.rows(
    "select v.row from verbatims v left join responses r on r.row = v.row where r.row is null",
  );
  const halves = await product.rows(
    "select r.row from responses r left join verbatims v on v.row = r.row where r.texts is not null and v.row is null",
  );
  const drift = await rollupDrift({ run: (sql) => product.rows(sql) });
  const sound = (await product.rows("pragma integrity_check"))[0]?.["integrity_check"];
  return [
    ...[...acknowledged].filter((id) => !stored.has(id)).map((id) => `lost ${id}`),
    ...[...stored]
      .filter((id) => !acknowledged.has(id) && !waiting.has(id))
      .map((id) => `unknown ${id}`),
    ...orphans.map((row) => `text without response ${String(row["row"])}`),
    ...halves.map((row) => `response without text ${String(row["row"])}`),
    ...drift.map((row) => `rollup ${JSON.stringify(row)}`),
    ...(sound === "ok" ? [] : [`integrity: ${String(sound)}`]),
  ];
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for something that must come. @throws Error after 60 s without it */
export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 3000; i++) {
    if (await done()) return;
    await pause(20);
  }
  throw new Error("waited 60 s in vain");
}
