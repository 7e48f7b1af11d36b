import { FileUp } from "lucide";
import { useId, useState } from "preact/hooks";
import type { AttributeType } from "../../../../domain/wire/people.ts";
import { Button, useBusy } from "../../../components/button.tsx";
import { TextArea } from "../../../components/field.tsx";
import { Icon } from "../../../components/icon.tsx";
import { FileProblem } from "./file.ts";
import { type Source, openSource } from "./source.ts";

/** A file that is chosen or dropped, or rows that are pasted. */
export function FileStep({
  known,
  onOpen,
}: {
  known: Readonly<Record<string, AttributeType>>;
  onOpen: (source: Source) => void;
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [pasted, setPasted] = useState("");
  const [busy, run] = useBusy();
  const open = (name: string, file: Blob) =>
    run(async () => {
      try {
        onOpen(await openSource({ name, file }, known));
      } catch (error) {
        if (!(error instanceof FileProblem)) throw error;
        setProblem(`${name}: ${error.message}`);
      }
    });
  return (
    <div class="file-step">
      <p class="lede">
        A CSV file with a row for each person. It stays in this browser until you have seen what
        will happen. Importing the same file again changes nothing.
      </p>
      <div
        class={`drop ${over ? "over" : ""}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer?.files[0];
          if (file) void open(file.name, file);
        }}
      >
        <Icon of={FileUp} />
        <label for={id} class="button primary">
          Choose a file
        </label>
        <input
          id={id}
          class="sr"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-busy={busy}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void open(file.name, file);
            // The same file may be mended and chosen again.
            event.currentTarget.value = "";
          }}
        />
        <p class="wide">or drop it here</p>
      </div>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <details class="more">
        <summary>Paste rows instead</summary>
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (pasted.trim()) void open("Pasted rows", new Blob([pasted]));
          }}
        >
          <TextArea
            label="Rows, the names of the columns first"
            rows={8}
            spellcheck={false}
            placeholder={"email,first_name,plan\nann@example.com,Ann,pro"}
            value={pasted}
            onInput={(event) => setPasted(event.currentTarget.value)}
          />
          <div class="actions">
            <Button type="submit" busy={busy}>
              Go on
            </Button>
          </div>
        </form>
      </details>
    </div>
  );
}
