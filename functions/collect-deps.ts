import { readProof } from "./adapters/proof/proof.ts";
import { ingestQueue } from "./adapters/queue/queue.ts";
import { linkKeys, signer } from "./adapters/signer/signer.ts";
import { collectRepository } from "./db/repositories/collect.ts";
import { knownPeopleRepository } from "./db/repositories/known-people.ts";
import { Together } from "./db/together.ts";
import type { Env, Settings } from "./env.ts";

let collecting: { from: Settings; deps: ReturnType<typeof newCollectDeps> } | undefined;

/** What accepting an answer needs, made once per isolate: nothing in it belongs to one request. */
export function collectDeps(settings: Settings, env: Env) {
  if (collecting?.from !== settings)
    collecting = { from: settings, deps: newCollectDeps(settings, env) };
  return collecting.deps;
}

function newCollectDeps(settings: Settings, env: Env) {
  const database = { url: settings.DATABASE_URL, token: settings.DATABASE_TOKEN };
  return {
    collect: collectRepository(
      database,
      settings.COMMIT_TOGETHER ? new Together(database) : undefined,
    ),
    readProof,
    known: knownPeopleRepository(database),
    signer: signer(settings.APP_SECRET, linkKeys(settings)),
    ingestQueue: env.INGEST_QUEUE && ingestQueue(env.INGEST_QUEUE),
  };
}

export type CollectDeps = ReturnType<typeof collectDeps>;
