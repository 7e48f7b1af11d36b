import { count, percent } from "../words/format.ts";

/** How far a survey with a quota is: "320 of 500 answers" and a bar; nothing without one. */
export function QuotaMeter({ quota, answered }: { quota: number | null; answered: number | null }) {
  if (quota === null || answered === null) return null;
  const full = answered >= quota;
  return (
    <div class="quota">
      <p>
        <b>{count(answered)}</b> of {count(quota)} answers
        {full && ". Full: it no longer asks."}
      </p>
      <div class="meter-bar" aria-hidden="true">
        <i style={{ width: percent(Math.min(1, answered / quota)).replace(" ", "") }} />
      </div>
    </div>
  );
}

/** The same in a few words, for a line of facts. */
export function quotaWords(quota: number, answered: number): string {
  return `${count(answered)} of ${count(quota)} answers${answered >= quota ? ", full" : ""}`;
}
