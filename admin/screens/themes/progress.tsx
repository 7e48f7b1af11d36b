import { ScanSearch } from "lucide";
import type { Themes } from "../../../domain/wire/themes.ts";
import { Button } from "../../components/button.tsx";
import { Empty } from "../../components/states.tsx";
import { may } from "../../state/me.ts";
import { count, plural } from "../../words/format.ts";

/** From so many texts on themes are looked for. */
const LEAST = 30;

/** How far a thing is; the words beside it say of what. */
export function Meter({ label, done, total }: { label: string; done: number; total: number }) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div
      class="meter-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * share)}
    >
      <i style={{ width: `${100 * share}%` }} />
    </div>
  );
}

/** A look for themes under way, above what is there already. */
export function Progress({ done, total }: { done: number; total: number }) {
  return (
    <div class="run-progress">
      <p>
        {total === 0
          ? "Looking for themes."
          : `Looking for themes: ${count(done)} of ${plural(total, "verbatim")} read.`}{" "}
        You can leave this page.
      </p>
      <Meter label="Verbatims read" done={done} total={total} />
    </div>
  );
}

/** The first look: what is being done, how far it is, and what comes next. */
export function FirstRun({ done, total }: { done: number; total: number }) {
  const read = total > 0 && done >= total;
  return (
    <div class="empty first-run">
      <h2>{read ? "Finding what they have in common" : "Reading what people wrote"}</h2>
      <p>
        {total > 0
          ? `${count(done)} of ${plural(total, "verbatim")} read. `
          : "Counting the verbatims. "}
        The themes show here by themselves. You can leave this page; it goes on without you.
      </p>
      <Meter label="Verbatims read" done={done} total={total} />
      <ol>
        <li aria-current={read ? undefined : "step"}>Read each text: its language, its feeling</li>
        <li aria-current={read ? "step" : undefined}>Find what many of them speak of</li>
        <li>Name it, and weigh it against the score</li>
      </ol>
    </div>
  );
}

/** No theme: what is missing, or that nobody has looked yet. */
export function None({ data, start }: { data: Themes; start: () => void }) {
  if (data.missing > 0) {
    const there = Math.max(0, LEAST - data.missing);
    return (
      <Empty title={`${count(data.missing)} more until themes are looked for`}>
        {plural(there, "verbatim")} of {LEAST} {there === 1 ? "is" : "are"} there. With fewer, a
        theme would be made of chance. It begins by itself once they have come.
        <Meter label={`Verbatims of ${LEAST}`} done={there} total={LEAST} />
      </Empty>
    );
  }
  return (
    <Empty
      title="No themes yet"
      action={
        may("analyst") && (
          <Button kind="primary" icon={ScanSearch} onClick={start}>
            Look for themes now
          </Button>
        )
      }
    >
      Themes are looked for on a schedule. What people write about shows here, with its weight on
      the score.
    </Empty>
  );
}
