import "../people.css";
import { useState } from "preact/hooks";
import type { AttributeType } from "../../../../domain/wire/people.ts";
import { peopleApi } from "../../../api/people.ts";
import { ButtonLink } from "../../../components/button.tsx";
import { useHref } from "../../../state/location.ts";
import { may } from "../../../state/me.ts";
import { useResource } from "../../../state/resource.ts";
import { plural } from "../../../words/format.ts";
import { Screen } from "../../screen.tsx";
import { AdminsOnly, NoContacts } from "../no-contacts.tsx";
import { CheckStep } from "./check-step.tsx";
import { ColumnsStep } from "./columns-step.tsx";
import { Ended } from "./ended.tsx";
import { FileStep } from "./file-step.tsx";
import { Sending } from "./sending.tsx";
import { prepared, run } from "./run.ts";

const STEPS = ["File", "Columns", "Check", "Import"] as const;
type Step = 0 | 1 | 2 | 3;

/** People from a CSV file: choose it, say what its columns are, look at what will happen, send it. */
export default function ImportPeople() {
  if (!may("analyst")) return <NoContacts name="Import people" />;
  return may("admin") ? <Wizard /> : <AdminsOnly name="Import people" />;
}

function Wizard() {
  const href = useHref();
  const [checking, setChecking] = useState(false);
  const known = useResource("people attributes", "all", () => peopleApi.attributes());
  const types: Record<string, AttributeType> = Object.fromEntries(
    (known.data?.items ?? []).map(({ name, type }) => [name, type]),
  );
  const source = prepared.value;
  const now = run.value;
  const step: Step = now ? 3 : !source ? 0 : checking ? 2 : 1;
  return (
    <Screen
      title={titleOf(step)}
      name="Import people"
      end={<ButtonLink href={href("/app/people")}>All people</ButtonLink>}
    >
      <ol class="wizard" aria-label="Steps">
        {STEPS.map((name, i) => (
          <li key={name} {...(i === step && { "aria-current": "step" as const })}>
            <span>{i + 1}</span> {name}
            {i < step && <span class="sr">, done</span>}
          </li>
        ))}
      </ol>
      {now ? (
        now.state === "done" ? (
          <Ended run={now} onAgain={() => setChecking(false)} />
        ) : (
          <Sending run={now} />
        )
      ) : !source ? (
        <FileStep
          known={types}
          onOpen={(next) => {
            prepared.value = next;
            setChecking(false);
          }}
        />
      ) : checking ? (
        <CheckStep source={source} onBack={() => setChecking(false)} />
      ) : (
        <ColumnsStep source={source} known={types} onNext={() => setChecking(true)} />
      )}
    </Screen>
  );
}

function titleOf(step: Step): string {
  const now = run.value;
  if (step === 0) return "Import people from a file";
  if (step === 1) return "What the columns hold";
  if (step === 2) return "What will happen";
  if (!now) return "Import";
  const { created, updated, rows, errors } = now.progress;
  if (now.state !== "done") return `Importing ${plural(now.total, "row")}`;
  if (created + updated === 0 && errors.length === 0) return "Nothing had to change";
  const saved = rows - errors.length;
  return errors.length === 0
    ? `${plural(saved, "person is", "people are")} as in the file`
    : `${plural(saved, "row is", "rows are")} in, ${plural(errors.length, "row is", "rows are")} not`;
}
