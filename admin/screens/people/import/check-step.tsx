import { ArrowLeft, Upload } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../../components/button.tsx";
import { count, percent, plural } from "../../../words/format.ts";
import { Preview } from "./preview.tsx";
import { ProblemRows } from "./problem-rows.tsx";
import { startRun } from "./run.ts";
import { type Scan, scan } from "./scan.ts";
import type { Source } from "./source.ts";

/** The whole file looked through before anything is sent. */
export function CheckStep({ source, onBack }: { source: Source; onBack: () => void }) {
  const [found, setFound] = useState<Scan>();
  useEffect(() => {
    const end = new AbortController();
    void scan(source, setFound, end.signal);
    return () => end.abort();
  }, [source]);
  const good = found ? found.rows - found.bad : 0;
  return (
    <div class="check-step">
      <div role="status" class="lede">
        {found ? <Words scan={found} good={good} /> : "Reading the file …"}
      </div>
      {found && !found.done && (
        <div class="meter-bar" aria-hidden="true">
          <i style={{ width: percent(found.share).replace(" ", "") }} />
        </div>
      )}
      {found && <Notes scan={found} />}
      <div class="actions wizard-end">
        <Button
          kind="primary"
          icon={Upload}
          aria-disabled={!found?.done || good === 0}
          onClick={() => found?.done && good > 0 && void startRun(source, found.rows)}
        >
          {found?.done ? `Import ${plural(good, "row")}` : "Import"}
        </Button>
        <Button icon={ArrowLeft} onClick={onBack}>
          Back to the columns
        </Button>
      </div>
      <Preview source={source} />
      {found && found.bad > 0 && (
        <section class="section">
          <header>
            <h2>{plural(found.bad, "row")} with a problem</h2>
            <small class="end">
              {found.bad > found.problems.length && `The first ${found.problems.length}. `}They are
              passed over; the end has them as a file to mend.
            </small>
          </header>
          <ProblemRows errors={found.problems} />
        </section>
      )}
    </div>
  );
}

function Words({ scan: { rows, bad, done }, good }: { scan: Scan; good: number }) {
  if (!done) return <>{`${count(rows)} rows read so far, ${count(bad)} with a problem.`}</>;
  if (rows === 0) return <>There is no row in this file.</>;
  if (good === 0) return <>No row can be imported. Look at the columns again.</>;
  return (
    <>
      {bad === 0
        ? `All ${plural(rows, "row")} can be imported.`
        : `${count(good)} of ${plural(rows, "row")} can be imported.`}{" "}
      New people are created, known ones updated. Who said no to mail stays unsubscribed whatever
      the file says.
    </>
  );
}

function Notes({ scan: { again, garbled, broken } }: { scan: Scan }) {
  const notes = [
    broken,
    garbled &&
      "Some letters could not be read. Go back and choose how the letters are written, before names are saved wrong.",
    again > 0 &&
      `${plural(again, "row is", "rows are")} about somebody who stands in an earlier row. Of those the last one wins.`,
  ].filter(Boolean);
  if (notes.length === 0) return null;
  return (
    <ul class="notes">
      {notes.map((note) => (
        <li key={String(note)} class="hint">
          {note}
        </li>
      ))}
    </ul>
  );
}
