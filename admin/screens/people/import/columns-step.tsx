import { ArrowRight } from "lucide";
import { useState } from "preact/hooks";
import type { AttributeType } from "../../../../domain/wire/people.ts";
import { Button } from "../../../components/button.tsx";
import { Check, Select } from "../../../components/field.tsx";
import { mappingProblem } from "./columns.ts";
import { ColumnRow } from "./column-row.tsx";
import { DELIMITERS, ENCODINGS, type Delimiter, type Encoding, FileProblem } from "./file.ts";
import { forgetRun, prepared } from "./run.ts";
import { type Source, openSource } from "./source.ts";

type Known = Readonly<Record<string, AttributeType>>;

/** What each column of the file is, and how the file is written. All of it was guessed; all can be changed. */
export function ColumnsStep({
  source,
  known,
  onNext,
}: {
  source: Source;
  known: Known;
  onNext: () => void;
}) {
  const [unreadable, setUnreadable] = useState<string>();
  const problem = mappingProblem(source.columns);
  return (
    <form
      class="columns-step"
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) onNext();
      }}
    >
      <p class="lede">
        Guessed from <b>{source.name}</b>. A person who is known already by the id, or by the
        address where there is no id, is updated; columns that are left out change nothing.
      </p>
      <Writing source={source} known={known} onProblem={setUnreadable} />
      {unreadable && (
        <p class="problem" role="alert">
          {unreadable}
        </p>
      )}
      <ol class="columns">
        {source.columns.map((column, i) => (
          <ColumnRow
            key={`${i} ${column.head}`}
            column={column}
            known={known}
            onChange={(next) => {
              const columns = source.columns.map((one, at) => (at === i ? next : one));
              prepared.value = { ...source, columns };
            }}
          />
        ))}
      </ol>
      <Check
        label="An empty cell takes away what is known"
        hint="Else it changes nothing. Ids, consent and subscription always stay."
        checked={source.emptyTakesAway}
        onChange={(emptyTakesAway) => (prepared.value = { ...source, emptyTakesAway })}
      />
      <div class="wizard-end">
        {problem && (
          <p class="problem" role="status">
            {problem}
          </p>
        )}
        <div class="actions">
          <Button kind="primary" type="submit" icon={ArrowRight} aria-disabled={Boolean(problem)}>
            Look at what will happen
          </Button>
          <Button kind="bare" onClick={forgetRun}>
            Another file
          </Button>
        </div>
      </div>
    </form>
  );
}

/** How the file is written. A change reads it anew and guesses the columns anew. */
function Writing({
  source,
  known,
  onProblem,
}: {
  source: Source;
  known: Known;
  onProblem: (problem: string | undefined) => void;
}) {
  const { layout, header, emptyTakesAway } = source;
  const again = async (told: Partial<Pick<Source, "layout" | "header">>) => {
    try {
      prepared.value = await openSource(source, known, { layout, header, emptyTakesAway, ...told });
      onProblem(undefined);
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      onProblem(error.message);
    }
  };
  return (
    <div class="writing">
      <Select
        label="Columns are parted by"
        value={layout.delimiter}
        options={Object.entries(DELIMITERS)}
        onChange={(delimiter) =>
          void again({ layout: { ...layout, delimiter: delimiter as Delimiter } })
        }
      />
      <Select
        label="Letters are written in"
        value={layout.encoding}
        options={Object.entries(ENCODINGS)}
        onChange={(encoding) =>
          void again({ layout: { ...layout, encoding: encoding as Encoding } })
        }
      />
      <Check
        label="The first row names the columns"
        checked={header}
        onChange={(next) => void again({ header: next })}
      />
    </div>
  );
}
