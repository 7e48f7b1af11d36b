import { count } from "../../../words/format.ts";
import { type RowError, problemWords } from "./errors.ts";

/** Rows that cannot be saved, each with why. */
export function ProblemRows({ errors }: { errors: readonly RowError[] }) {
  return (
    <ul class="problem-rows">
      {errors.map(({ line, problems }) => (
        <li key={line}>
          <b>Row {count(line)}</b>
          <span>{problems.map(problemWords).join("; ")}</span>
        </li>
      ))}
    </ul>
  );
}
