import { Upload } from "lucide";
import { useState } from "preact/hooks";
import { PEOPLE_BATCH } from "../../../domain/wire/people.ts";
import { mailApi } from "../../api/sends.ts";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { TextArea } from "../../components/field.tsx";
import { reasonOf } from "../../state/toasts.ts";
import { count, percent, plural } from "../../words/format.ts";
import { type Line, addressesOf, errorsCsv } from "./mail-addresses.ts";

type Failed = Line & { message: string };
type Run =
  | { state: "idle" }
  | { state: "running"; done: number; all: number }
  | { state: "done"; added: number; known: number; errors: Failed[]; stopped?: string };

/** Takes a list of addresses in: pasted, or from a file. Safe to run twice. */
export function SuppressImport({ onDone }: { onDone: () => void }) {
  const [text, setText] = useState("");
  const [run, setRun] = useState<Run>({ state: "idle" });
  const lines = addressesOf(text);
  const running = run.state === "running";
  const go = async () => {
    let [added, known] = [0, 0];
    const errors: Failed[] = [];
    for (let at = 0; at < lines.length; at += PEOPLE_BATCH) {
      setRun({ state: "running", done: at, all: lines.length });
      const batch = lines.slice(at, at + PEOPLE_BATCH);
      try {
        const reply = await mailApi.suppress(batch.map(({ email }) => email));
        added += reply.added;
        known += reply.known;
        for (const { index, message } of reply.errors) {
          const line = batch[index];
          if (line) errors.push({ ...line, message });
        }
      } catch (error) {
        const stopped = `${reasonOf(error)} It stopped after ${count(at)} of ${count(lines.length)}; run it again, what is in counts once.`;
        setRun({ state: "done", added, known, errors, stopped });
        onDone();
        return;
      }
    }
    setRun({ state: "done", added, known, errors });
    if (errors.length === 0) setText("");
    onDone();
  };
  return (
    <form
      class="form narrow suppress"
      onSubmit={(event) => {
        event.preventDefault();
        if (!running && lines.length > 0) void go();
      }}
    >
      <TextArea
        label="Suppress addresses"
        rows={4}
        spellcheck={false}
        value={text}
        hint="One a line, or a CSV with a column of addresses. They cannot be read back."
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="actions">
        <Button type="submit" busy={running} aria-disabled={lines.length === 0}>
          {lines.length === 0
            ? "Suppress"
            : `Suppress ${plural(lines.length, "address", "addresses")}`}
        </Button>
        <label class="button bare file">
          <Icon of={Upload} />
          Choose a file
          <input
            type="file"
            class="sr"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(event) => {
              const input = event.currentTarget;
              void input.files?.[0]?.text().then((content) => {
                setText(content);
                input.value = "";
              });
            }}
          />
        </label>
      </div>
      <div role="status">{run.state !== "idle" && <Outcome run={run} />}</div>
    </form>
  );
}

function Outcome({ run }: { run: Exclude<Run, { state: "idle" }> }) {
  if (run.state === "running") {
    return (
      <div class="run-progress">
        <p>
          {count(run.done)} of {count(run.all)}: {percent(run.done / run.all)}
        </p>
        <div class="meter-bar" aria-hidden="true">
          <i style={{ width: `${(100 * run.done) / run.all}%` }} />
        </div>
      </div>
    );
  }
  const { added, known, errors, stopped } = run;
  return (
    <>
      <p>
        {plural(added, "address", "addresses")} added
        {known > 0 && `, ${count(known)} known already`}
        {errors.length > 0 && `, ${count(errors.length)} not understood`}.
      </p>
      {stopped && <p class="problem">{stopped}</p>}
      {errors.length > 0 && (
        <a
          class="button"
          download="addresses-not-understood.csv"
          href={URL.createObjectURL(new Blob([errorsCsv(errors)], { type: "text/csv" }))}
        >
          Download the lines that failed
        </a>
      )}
    </>
  );
}
