import { signedTenths } from "../words/format.ts";
import { place } from "./scale.ts";

type Impact = { value: number; low: number; high: number };

/** An impact as a dot with its 95 % interval, on an axis that holds zero. */
export function ImpactScale({
  impact,
  ends,
}: {
  impact: Impact;
  ends: readonly [low: number, high: number];
}) {
  const at = (value: number) => `${place(value, ends).toFixed(2)}%`;
  const { value, low, high } = impact;
  const sure = low > 0 ? "up" : high < 0 ? "down" : "";
  return (
    <svg
      class={`ci ${sure}`}
      role="img"
      aria-label={`impact ${signedTenths(value)}, ${signedTenths(low)} to ${signedTenths(high)}`}
    >
      <line class="track" x1="0" x2="100%" y1="14" y2="14" />
      <line class="zero" x1={at(0)} x2={at(0)} y1="2" y2="26" />
      <line class="whisker" x1={at(low)} x2={at(high)} y1="14" y2="14" />
      <circle class="dot" cx={at(value)} cy="14" r="3.5" />
    </svg>
  );
}
