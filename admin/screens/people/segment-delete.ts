import type { Segment } from "../../../domain/wire/people.ts";
import { peopleApi } from "../../api/people.ts";
import { attempt, toast } from "../../state/toasts.ts";
import { plural } from "../../words/format.ts";

/**
 * Deletes a segment, with a way back: it comes back with its rules under a new id, since nothing can
 * refer to the one that is gone. One that a send asks stays.
 * @param after is called after it went and after it came back @returns whether it went
 */
export async function deleteSegment(segment: Segment, after: () => void): Promise<boolean> {
  const { id, name, rules, sends } = segment;
  if (sends > 0) {
    toast(`“${name}” stays: ${plural(sends, "send asks", "sends ask")} it.`);
    return false;
  }
  const gone = await attempt("The segment is still here.", async () => {
    await peopleApi.removeSegment(id);
    after();
    toast(`“${name}” is deleted.`, () => peopleApi.createSegment({ name, rules }).then(after));
    return true;
  });
  return gone === true;
}
