import "./people.css";
import { FileUp, Users } from "lucide";
import { peopleApi } from "../../api/people.ts";
import { Button, ButtonLink } from "../../components/button.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { Screen } from "../screen.tsx";
import { Filters } from "./filters.tsx";
import { NoContacts } from "./no-contacts.tsx";
import { PAGE, fillPage } from "./pages.ts";
import { Teach } from "./teach.tsx";
import { Table } from "./table.tsx";
import { peopleHeadline } from "./words.ts";

/** Who is known, and who of them may get mail. */
export default function People() {
  return may("analyst") ? <List /> : <NoContacts name="People" />;
}

function List() {
  const [query, setQuery] = useQuery();
  const href = useHref();
  const filters = { q: query["q"]?.slice(0, 200), segment: query["segment"] };
  const after = query["after"];
  const segments = useResource("segments", "all", () => peopleApi.segments());
  const chosen = segments.data?.items.find(({ id }) => id === filters.segment);
  // While it is not known which rules a segment has, nothing is counted.
  const rules = filters.segment && !chosen ? null : JSON.stringify(chosen?.rules ?? {});
  const all = useResource("people", rules, () => peopleApi.preview(chosen?.rules ?? {}));
  const page = useResource("people list", JSON.stringify([filters, after]), () =>
    fillPage(
      (cursor) => peopleApi.list({ ...known(filters), limit: String(PAGE), ...known({ cursor }) }),
      after,
    ),
  );
  const filtered = Boolean(filters.q || filters.segment);
  const none = all.data?.n === 0 && page.data?.items.length === 0 && !filtered;
  const { data, error } = page;
  return (
    <Screen
      title={all.data && rules !== null && !none ? peopleHeadline(all.data) : "People"}
      name="People"
      end={
        <>
          <ButtonLink icon={Users} href={href("/app/people/segments")}>
            Segments
          </ButtonLink>
          {may("admin") && !none && (
            <ButtonLink icon={FileUp} kind="primary" href={href("/app/people/import")}>
              Import
            </ButtonLink>
          )}
        </>
      }
    >
      {none ? (
        <Teach />
      ) : (
        <>
          {chosen && <p class="lede">In the segment “{chosen.name}”.</p>}
          <Filters q={filters.q} segment={filters.segment} segments={segments.data?.items ?? []} />
          {error !== undefined && <ErrorNote error={error} retry={page.reload} />}
          {!data && error === undefined && <Skeleton rows={10} height={52} />}
          {data && data.items.length > 0 && (
            <div class="section-tight" aria-busy={page.loading}>
              <Table people={data.items} />
            </div>
          )}
          {data && data.items.length === 0 && (
            <Empty
              title={data.next === null ? "Nobody matches" : "Nobody found so far"}
              action={
                data.next === null && (
                  <Button
                    onClick={() => setQuery({ q: undefined, segment: undefined, after: undefined })}
                  >
                    Show everybody
                  </Button>
                )
              }
            >
              {data.next === null
                ? "The search looks at the beginning of ids, letter by letter, and of addresses."
                : "There are more people than are looked through at a time. Look on."}
            </Empty>
          )}
          {data && (after || data.next !== null) && (
            <nav class="pages" aria-label="Pages">
              {after && (
                <Button onClick={() => setQuery({ after: undefined }, true)}>First page</Button>
              )}
              {data.next !== null && (
                <Button onClick={() => setQuery({ after: data.next ?? undefined }, true)}>
                  {data.items.length === 0 ? "Look on" : "Next page"}
                </Button>
              )}
            </nav>
          )}
        </>
      )}
    </Screen>
  );
}

/** Without what is undefined or empty. */
const known = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
