import { count } from "../../../words/format.ts";

/** Mentions as one bar from zero: negative, neither, positive; the ends carry their sign. */
export function FeelingBar({
  volume,
  positive,
  negative,
  most = volume,
}: {
  volume: number;
  positive: number;
  negative: number;
  /** The volume that fills the whole width. */
  most?: number;
}) {
  const share = (n: number) => `${((100 * n) / Math.max(1, volume)).toFixed(2)}%`;
  const neither = Math.max(0, volume - positive - negative);
  return (
    <div
      class="feeling-bar"
      role="img"
      aria-label={`${count(negative)} negative, ${count(neither)} neither, ${count(positive)} positive`}
      style={{ width: `${((100 * volume) / Math.max(1, most)).toFixed(2)}%` }}
    >
      {negative > 0 && <i class="neg" style={{ width: share(negative) }} />}
      {neither > 0 && <i style={{ width: share(neither) }} />}
      {positive > 0 && <i class="pos" style={{ width: share(positive) }} />}
    </div>
  );
}
