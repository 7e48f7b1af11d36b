import { writeQueued } from "../../../domain/wire/queued.ts";
import type { IngestQueue } from "../../adapters/queue/queue.ts";
import type {
  CollectRepository,
  LiveSurvey,
  RecordedResponse,
} from "../../db/repositories/collect.ts";
import { forgetSurvey } from "../sites/live.ts";

/**
 * Puts a prepared revision into the queue, from which storeWaiting() takes it. When it was accepted
 * and on which day it counts is settled here.
 *
 * A survey that does not take answers is left to the database: it alone knows whether this one is
 * late or has no place any more. Values of attributes that come for the first time are remembered at
 * once, since how many count by themselves is bounded, and a queue full of them would pass the bound.
 * @returns false when it must be stored now; a queue that failed late may still deliver it, which is
 * a repeat like any other
 * @throws AppError unavailable when a new value cannot be remembered
 */
export async function wait(
  { collect }: { collect: CollectRepository },
  queue: IngestQueue,
  survey: LiveSurvey,
  response: RecordedResponse,
  newValues: readonly [string, string][],
): Promise<boolean> {
  if (survey.state !== "live") return false;
  if (newValues.length > 0) {
    await collect.remember(survey.workspace, newValues);
    forgetSurvey(survey.id);
  }
  return queue.put(writeQueued(response));
}
