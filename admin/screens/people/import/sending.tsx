import { Pause, Play } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../../components/button.tsx";
import { reasonOf } from "../../../state/toasts.ts";
import { count, duration, percent, plural } from "../../../words/format.ts";
import { ApiError } from "../../../api/client.ts";
import { type Run, pauseRun, resumeRun } from "./run.ts";

/** How far an import is, and how to pause it. */
export function Sending({ run: { total, progress, startedAt, state, error } }: { run: Run }) {
  const { rows, created, updated, unchanged, errors } = progress;
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const share = total > 0 ? Math.min(1, rows / total) : 0;
  const left = rows > 0 ? ((now - startedAt) / rows) * (total - rows) : undefined;
  const held = state === "paused" || state === "stuck";
  return (
    <div class="sending">
      <p class="lede">
        Keep this page open. You can look at other screens meanwhile; what was sent is safe, and
        importing the file again goes on where it ended.
      </p>
      <div
        class="meter-bar"
        role="progressbar"
        aria-label="Rows that are settled"
        aria-valuenow={rows}
        aria-valuemin={0}
        aria-valuemax={total}
      >
        <i style={{ width: percent(share).replace(" ", "") }} />
      </div>
      <p role="status">
        <b>{count(rows)}</b> of {plural(total, "row")}
        {state === "running" &&
          left !== undefined &&
          left > 2000 &&
          `, about ${duration(left)} left`}
        {state === "waiting" && ". The server did not answer; trying again by itself"}
        {state === "pausing" && ". Pausing after the rows that are under way"}
        {state === "paused" && ". Paused"}.
      </p>
      <Tallies created={created} updated={updated} unchanged={unchanged} errors={errors.length} />
      {state === "stuck" && (
        <div class="error-note" role="alert">
          <h2>It stopped</h2>
          <p>
            {reasonOf(error)} {count(rows)} rows are settled, the others wait.
            {error instanceof ApiError && error.requestId && ` Request ${error.requestId}.`}
          </p>
        </div>
      )}
      <div class="actions">
        {held ? (
          <Button kind="primary" icon={Play} onClick={resumeRun}>
            {state === "stuck" ? "Try again" : "Go on"}
          </Button>
        ) : (
          <Button icon={Pause} busy={state === "pausing"} onClick={pauseRun}>
            Pause
          </Button>
        )}
      </div>
    </div>
  );
}

/** What became of the rows. */
export function Tallies({
  created,
  updated,
  unchanged,
  errors,
}: {
  created: number;
  updated: number;
  unchanged: number;
  errors: number;
}) {
  const figures = [
    ["Created", created],
    ["Updated", updated],
    ["Unchanged", unchanged],
    ["Rows with an error", errors],
  ] as const;
  return (
    <dl class="stats tallies">
      {figures.map(([name, n]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{count(n)}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
