import { useEffect, useState } from "preact/hooks";
import { languageName } from "../../../words/names.ts";
import { CONSENTS, SUBSCRIPTIONS, valueWords } from "../words.ts";
import { TARGETS } from "./columns.ts";
import { problemWords } from "./errors.ts";
import { FileProblem } from "./file.ts";
import { type Judged, type Source, judgedRows } from "./source.ts";

const ROWS = 8;

/** The first people as they will be saved. */
export function Preview({ source }: { source: Source }) {
  const rows = useFirstRows(source);
  const columns = source.columns.filter(({ target }) => target !== "skip");
  return (
    <section class="section">
      <header>
        <h2>The first rows, as they will be saved</h2>
      </header>
      <div class="scroller" tabIndex={0} role="region" aria-label="The first rows">
        <table class="preview">
          <thead>
            <tr>
              <th scope="col" class="num">
                Row
              </th>
              {columns.map(({ head, target, name }) => (
                <th key={head} scope="col">
                  {target === "attribute" ? name : TARGETS[target]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, result }) => (
              <tr key={line}>
                <th scope="row" class="num quiet">
                  {line}
                </th>
                {"problems" in result ? (
                  <td class="problem" colSpan={columns.length}>
                    {result.problems.map(problemWords).join("; ")}
                  </td>
                ) : (
                  columns.map((column) => <td key={column.head}>{said(result.person, column)}</td>)
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type Saved = Exclude<Judged["result"], { problems: unknown }>["person"];

/** A value in words; what stays as it is or is taken away too. */
function said(person: Saved, { target, name }: Source["columns"][number]): string {
  if (target === "attribute") {
    const value = person.attributes?.[name];
    return value === undefined ? "" : value === null ? "taken away" : valueWords(value);
  }
  if (target === "skip") return "";
  const value = person[target];
  if (value === undefined) return "";
  if (value === null) return "taken away";
  if (target === "language") return languageName(value);
  if (target === "consent") return CONSENTS[value as keyof typeof CONSENTS];
  if (target === "subscription") return SUBSCRIPTIONS[value as keyof typeof SUBSCRIPTIONS];
  return value;
}

function useFirstRows(source: Source): readonly Judged[] {
  const [rows, setRows] = useState<readonly Judged[]>([]);
  useEffect(() => {
    let wanted = true;
    void (async () => {
      const first: Judged[] = [];
      try {
        for await (const part of judgedRows(source)) {
          first.push(...part.rows);
          if (first.length >= ROWS) break;
        }
      } catch (error) {
        // The look through the whole file says what is wrong with it.
        if (!(error instanceof FileProblem)) throw error;
      }
      if (wanted) setRows(first.slice(0, ROWS));
    })();
    return () => {
      wanted = false;
    };
  }, [source]);
  return rows;
}
