import { REASONS_OF, TRAY } from "../../../domain/survey/tray.ts";
import type { Tray } from "../../../domain/wire/responses.ts";
import { Select } from "../../components/field.tsx";
import { useQuery, withQuery } from "../../state/location.ts";
import { count } from "../../words/format.ts";
import { PILE_NAMES, type TrayFilter, reasonName, sizeOf } from "./words.ts";

const PATH = "/app/responses/tray";

type Facet = TrayFilter & { name: string; n: number | undefined };

/** The parts of the tray: states with their reasons, then what was decided. */
function facetsOf(tray: Tray): Facet[] {
  const pile = (state: TrayFilter["state"]): Facet => {
    const part = { state, reason: undefined };
    return { ...part, name: PILE_NAMES[state], n: sizeOf(tray, part) };
  };
  const waiting = TRAY.flatMap((state) => [
    pile(state),
    ...tray.reasons
      .filter((one) => one.state === state && one.reason !== null)
      .map(({ reason, n }) => ({
        state,
        reason: reason ?? "",
        name: reasonName(state, reason),
        n,
      })),
  ]);
  return [pile("tray"), ...waiting, pile("test"), pile("deleted")].filter(
    ({ state, n }) => n !== 0 || state === "tray",
  );
}

/** What waits by state and reason, each with its count; choosing one narrows the list. */
export function Facets({ tray, filter }: { tray: Tray; filter: TrayFilter }) {
  const [query, setQuery] = useQuery();
  const facets = facetsOf(tray);
  const patch = ({ state, reason }: TrayFilter) => ({
    state: state === "tray" ? undefined : state,
    reason,
    open: undefined,
  });
  const same = (facet: TrayFilter) =>
    facet.state === filter.state && facet.reason === filter.reason;
  const current = facets.findIndex(same);
  const key = (facet: Facet) => `${facet.state} ${facet.reason ?? ""}`;
  return (
    <>
      <nav class="facets" aria-label="Why it waits">
        <ul>
          {facets.map((facet) => (
            <li key={key(facet)} class={facet.reason === undefined ? undefined : "reason"}>
              <a
                href={withQuery(PATH, query, patch(facet))}
                {...(same(facet) && { "aria-current": "true" as const })}
              >
                <span>{facet.name}</span>
                {facet.n !== undefined && <span class="n">{count(facet.n)}</span>}
              </a>
            </li>
          ))}
        </ul>
        {!tray.whole && <small>Reasons are those of the newest {count(REASONS_OF)}.</small>}
      </nav>
      <div class="facet-select">
        <Select
          label="Why it waits"
          hideLabel
          value={String(current)}
          options={facets.map((facet, i) => {
            const indent = facet.reason === undefined ? "" : "– ";
            const n = facet.n === undefined ? "" : ` (${count(facet.n)})`;
            return [String(i), `${indent}${facet.name}${n}`] as const;
          })}
          onChange={(i) => {
            const facet = facets[Number(i)];
            if (facet) setQuery(patch(facet), true);
          }}
        />
        {!tray.whole && <small>Reasons are those of the newest {count(REASONS_OF)}.</small>}
      </div>
    </>
  );
}
