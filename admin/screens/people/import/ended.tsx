import { Download, FileUp } from "lucide";
import { Button, ButtonLink } from "../../../components/button.tsx";
import { useHref } from "../../../state/location.ts";
import { plural } from "../../../words/format.ts";
import { saveFile } from "../save-file.ts";
import { errorsCsv } from "./errors.ts";
import { ProblemRows } from "./problem-rows.tsx";
import { type Run, forgetRun } from "./run.ts";
import { Tallies } from "./sending.tsx";

const SHOWN = 20;

/** What an import did, and the rows that are left to mend. */
export function Ended({ run, onAgain }: { run: Run; onAgain: () => void }) {
  const href = useHref();
  const { source, progress, broken } = run;
  const { errors } = progress;
  const save = () => {
    const name = source.name.replace(/\.[a-z]+$/iu, "");
    saveFile(`${name}-errors.csv`, errorsCsv(source.heads, errors), "text/csv");
  };
  return (
    <div class="ended">
      <p class="lede" role="status">
        {errors.length === 0
          ? "Importing this file again would change nothing."
          : "Download the rows with errors, mend them and import that file: only those people change."}
      </p>
      {broken && (
        <p class="problem" role="alert">
          {broken} The rows before it are in.
        </p>
      )}
      <Tallies {...progress} errors={errors.length} />
      <div class="actions section-actions">
        {errors.length > 0 && (
          <Button kind="primary" icon={Download} onClick={save}>
            Download {plural(errors.length, "row")} with errors
          </Button>
        )}
        <ButtonLink kind={errors.length > 0 ? "plain" : "primary"} href={href("/app/people")}>
          See the people
        </ButtonLink>
        <Button
          icon={FileUp}
          onClick={() => {
            forgetRun();
            onAgain();
          }}
        >
          Import another file
        </Button>
      </div>
      {errors.length > 0 && (
        <section class="section">
          <header>
            <h2>Rows with errors</h2>
            {errors.length > SHOWN && <small class="end">The first {SHOWN}</small>}
          </header>
          <ProblemRows errors={errors.slice(0, SHOWN)} />
        </section>
      )}
    </div>
  );
}
