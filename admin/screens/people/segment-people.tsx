import { useEffect, useState } from "preact/hooks";
import type { SegmentRules } from "../../../domain/wire/people.ts";
import { peopleApi } from "../../api/people.ts";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { useResource } from "../../state/resource.ts";
import { count } from "../../words/format.ts";
import { askable } from "./segment-rules.ts";
import { personPath } from "./table.tsx";
import { nameOf, valueWords, isName } from "./words.ts";

const TYPING_MS = 400;

/** Whom the rules find now: how many, how many of them may get mail, and some of them. */
export function SegmentPeople({ rules }: { rules: SegmentRules }) {
  const href = useHref();
  const wanted = JSON.stringify(askable(rules));
  const asked = useSettled(wanted);
  const found = useResource("segment preview", asked, () =>
    peopleApi.preview(JSON.parse(asked) as SegmentRules),
  );
  const { data, error } = found;
  const names = (rules.attributes ?? []).map(({ name }) => name);
  return (
    <aside class="segment-people" aria-label="Who is in it now" aria-busy={found.loading}>
      {error !== undefined && <ErrorNote error={error} retry={found.reload} />}
      {!data && error === undefined && <Skeleton rows={6} height={48} />}
      {data && (
        <>
          <div role="status">
            <p class="found">
              <b>{data.complete ? count(data.n) : `At least ${count(data.n)}`}</b>{" "}
              {data.n === 1 ? "person" : "people"}
            </p>
            <p>
              {data.n === 0
                ? "Nobody meets these rules now."
                : data.reachable === data.n
                  ? "All of them may get mail."
                  : `${count(data.reachable)} of them may get mail.`}
              {!data.complete &&
                " There are more people than are looked through while you wait; a send finds all of them."}
            </p>
          </div>
          {data.people.length > 0 && (
            <>
              <h2>For example</h2>
              <ul class="plain-list">
                {data.people.slice(0, 8).map((one) => (
                  <li key={one.person}>
                    <a href={href(personPath(one.person))}>{nameOf(one) ?? one.person}</a>
                    <small class="cut">
                      {names
                        .filter((name) => !isName(name) && one.attributes[name] !== undefined)
                        .map((name) => valueWords(one.attributes[name] ?? ""))
                        .join(" · ") ||
                        (one.email ?? "No address")}
                    </small>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </aside>
  );
}

/** A value once it has been still for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
