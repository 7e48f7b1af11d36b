import type { Receipt } from "../../../domain/wire/ingest.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type {
  CollectRepository,
  Recorded,
  RecordedResponse,
} from "../../db/repositories/collect.ts";
import { AppError, type ErrorCode } from "../../errors.ts";
import { emailOf } from "../accounts/email.ts";
import { subjectHash } from "../people/erase.ts";
import { receiptOf } from "./receipt.ts";

type Deps = { collect: CollectRepository; signer: Signer };

/**
 * Stores revisions that waited in the queue, by the same statements and so by the same rule as those
 * that did not: once, however often they come and in whatever order. Whoever was erased meanwhile
 * stays erased.
 * @returns what became of each, in order, as its sender would have been told. `unavailable`: it is
 * not known to be stored and must come again.
 */
export async function storeWaiting(
  deps: Deps,
  responses: readonly RecordedResponse[],
): Promise<(Receipt["status"] | ErrorCode)[]> {
  try {
    const erased = await erasedMeanwhile(deps, responses);
    const left = responses.filter((_, i) => !erased[i]);
    const recorded = left.length > 0 ? await deps.collect.recordEach(left) : [];
    const outcomes = new Map(left.map((response, i) => [response, recorded[i]]));
    return responses.map((response, i) =>
      verdict(response, erased[i] ? { kind: "erased" } : outcomes.get(response)),
    );
  } catch (error) {
    return responses.map(() => codeOf(error));
  }
}

function verdict(response: RecordedResponse, recorded: Recorded | undefined) {
  if (!recorded) return "unavailable";
  try {
    return receiptOf(response, recorded).status;
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof AppError) return error.code;
  throw error;
}

/** Which of them name somebody whose erasure was asked for since they were accepted. */
async function erasedMeanwhile(
  { collect, signer }: Deps,
  responses: readonly RecordedResponse[],
): Promise<boolean[]> {
  const named = responses.map(subjectsIn);
  const naming = responses.filter((_, i) => (named[i] ?? []).length > 0);
  if (naming.length === 0) return responses.map(() => false);
  const workspaces = [...new Set(naming.map(({ workspace }) => workspace))];
  const since = Math.min(...naming.map(({ now }) => now));
  const erasures = await collect.erasedSince(workspaces, since);
  if (erasures.length === 0) return responses.map(() => false);
  return Promise.all(
    responses.map(async ({ workspace, now }, i) => {
      const hashes = await Promise.all(
        (named[i] ?? []).map(([kind, value]) => subjectHash(signer, workspace, kind, value)),
      );
      return erasures.some(
        (erasure) =>
          erasure.workspace === workspace &&
          erasure.at >= now &&
          hashes.some((hash) => hash.join() === erasure.subject.join()),
      );
    }),
  );
}

/** Whom an erasure would find in it: its person, and what may be an address among its values. */
function subjectsIn({ person, answers, attributes }: RecordedResponse) {
  const values = [answers, attributes ?? "{}"].flatMap((json) =>
    json.includes("@") ? Object.values(JSON.parse(json) as object) : [],
  );
  const addresses = values.filter((value) => typeof value === "string" && value.includes("@"));
  return [
    ...(person === null ? [] : [["person", person] as const]),
    ...addresses.map((value) => ["email", emailOf(String(value))] as const),
  ];
}
