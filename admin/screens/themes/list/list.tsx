import "./list.css";
import { FoldVertical, Search, UnfoldVertical } from "lucide";
import { useRoute } from "preact-iso";
import { useId, useRef } from "preact/hooks";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { Button } from "../../../components/button.tsx";
import { Check, Select } from "../../../components/field.tsx";
import { Icon } from "../../../components/icon.tsx";
import { type Sort, SortHead, sortOf, sortText } from "../../../components/table.tsx";
import { useQuery } from "../../../state/location.ts";
import { may } from "../../../state/me.ts";
import { count } from "../../../words/format.ts";
import { THEME_COLUMNS, type ThemeColumn, impactEnds, themeValue } from "../impact.ts";
import { ImpactAxis } from "./bars.tsx";
import { dropWords } from "./drop.ts";
import { type Entry, entriesOf, foldsOf, withFold } from "./order.ts";
import { Row } from "./row.tsx";
import { useActions } from "./use-actions.tsx";
import { useDrag } from "./use-drag.ts";

const ORDERS: Record<ThemeColumn, string> = {
  weight: "Impact × volume",
  volume: "Volume",
  impact: "Impact",
  sentiment: "Sentiment",
  momentum: "Change",
  label: "Name",
};

/** All themes with their weight on the score, sub-themes under their parent; the open one is marked. */
export function ThemeList({
  themes,
  survey,
  onChanged,
}: {
  themes: readonly Theme[];
  survey: SurveySummary;
  onChanged: () => void;
}) {
  const { theme: open } = useRoute().params;
  const [query, setQuery] = useQuery();
  const scored = survey.metric !== "none";
  const edits = may("analyst");
  const fallback: Sort<ThemeColumn> = { by: scored ? "weight" : "volume", down: true };
  const sort = sortOf(query["sort"], THEME_COLUMNS, fallback);
  const quiet = query["muted"] === "1";
  const folds = foldsOf(query["unfold"]);
  const find = query["find"] ?? "";
  const active = themes.filter(({ status }) => status === "active");
  const heard = active.filter(({ muted }) => !muted);
  const muted = active.filter((theme) => theme.muted);
  const inside = active.find(({ id }) => id === open)?.parent;
  const order = {
    value: themeValue(sort.by),
    down: sort.down,
    find,
    unfolds: (id: string) => folds.all || folds.ids.has(id) || id === inside,
  };
  const [rows, quietRows] = [entriesOf(heard, order), quiet ? entriesOf(muted, order) : []];
  const ends = impactEnds(heard);
  const parents = heard
    .filter(({ id }) => heard.some(({ parent }) => parent === id))
    .map(({ id }) => id);
  const actions = useActions(themes, survey, onChanged);
  const drag = useDrag(
    active,
    rows.map(({ theme }) => theme.id),
    actions.drop,
  );
  const body = useRef<HTMLTableElement>(null);
  const onSort = (next: Sort<ThemeColumn>) => setQuery({ sort: sortText(next) });
  const fold = (id: string) => setQuery({ unfold: withFold(folds, id, parents) });
  const columns = (scored ? 7 : 5) + Number(edits);

  /** Arrows walk the rows; right and left unfold and fold, as in any tree. */
  const onKeyDown = (event: KeyboardEvent) => {
    const link = (event.target as Element).closest<HTMLElement>("th[scope=row] a");
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...(body.current?.querySelectorAll<HTMLElement>("th[scope=row] a") ?? [])];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const entry = rows.find(({ theme }) => theme.id === link.closest("tr")?.dataset["theme"]);
    const folds = { ArrowRight: false, ArrowLeft: true }[event.key];
    if (step !== undefined) links[links.indexOf(link) + step]?.focus();
    else if (folds !== undefined && entry && entry.children > 0) {
      if (entry.unfolded === folds) fold(entry.theme.id);
    } else return;
    event.preventDefault();
  };

  const row = (entry: Entry) => (
    <Row
      key={entry.theme.id}
      entry={entry}
      survey={survey}
      scored={scored}
      ends={ends}
      current={entry.theme.id === open}
      nested={parents.length > 0}
      drag={drag.dragging}
      onFold={() => fold(entry.theme.id)}
      {...(edits && { actions, onGrab: drag.start })}
    />
  );

  return (
    <>
      <Tools
        find={find}
        sort={sort}
        scored={scored}
        onFind={(text) => setQuery({ find: text || undefined })}
        onSort={onSort}
        folded={parents.length === 0 ? undefined : !folds.all}
        onFolds={(all) => setQuery({ unfold: all ? "all" : undefined })}
      />
      <div class="fit">
        <table
          ref={body}
          class={`themes cards ${drag.dragging ? "while-dragging" : ""}`}
          onKeyDown={onKeyDown}
        >
          <caption class="sr">
            Themes with volume, change, sentiment and impact. Up and down walk the names, right and
            left unfold and fold.
          </caption>
          <thead data-top class={drag.dragging?.mark === "top" ? "drop-on" : undefined}>
            <tr>
              <SortHead column="label" sort={sort} onSort={onSort}>
                Theme
              </SortHead>
              <SortHead column="volume" sort={sort} onSort={onSort} num>
                Volume
              </SortHead>
              <SortHead column="momentum" sort={sort} onSort={onSort} num>
                vs before
              </SortHead>
              <th scope="col" class="at-large">
                By week
              </th>
              <SortHead column="sentiment" sort={sort} onSort={onSort} num>
                Sentiment
              </SortHead>
              {scored && (
                <>
                  <SortHead column="impact" sort={sort} onSort={onSort} num>
                    Impact
                  </SortHead>
                  <th scope="col" class="scale">
                    <span class="sr">Impact on its scale</span>
                    <ImpactAxis ends={ends} />
                  </th>
                </>
              )}
              {edits && (
                <th scope="col">
                  <span class="sr">Actions</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(row)}
            {rows.length === 0 && (
              <tr class="none">
                <td colSpan={columns} class="quiet">
                  {find !== ""
                    ? `No theme is called “${find}”.`
                    : muted.length > 0
                      ? "All themes are muted."
                      : "No theme is in use in this period."}
                </td>
              </tr>
            )}
          </tbody>
          {quietRows.length > 0 && (
            <tbody class="quiet-themes" aria-label="Muted themes">
              {quietRows.map(row)}
            </tbody>
          )}
        </table>
      </div>
      {muted.length > 0 && (
        <div class="muted-check">
          <Check
            label={`Show ${muted.length === 1 ? "one muted theme" : `${count(muted.length)} muted themes`}`}
            checked={quiet}
            onChange={(checked) => setQuery({ muted: checked ? "1" : undefined })}
          />
        </div>
      )}
      {drag.dragging && (
        <div ref={drag.label} class="drag-label" aria-hidden="true">
          <b>{drag.dragging.theme.label}</b>
          <span>{dropWords(drag.dragging.drop) || "Drop on a theme, or in a gap"}</span>
        </div>
      )}
      {actions.dialog}
    </>
  );
}

function Tools({
  find,
  sort,
  scored,
  onFind,
  onSort,
  folded,
  onFolds,
}: {
  find: string;
  sort: Sort<ThemeColumn>;
  scored: boolean;
  onFind: (text: string) => void;
  onSort: (sort: Sort<ThemeColumn>) => void;
  /** Undefined where nothing can be folded. */
  folded: boolean | undefined;
  onFolds: (all: boolean) => void;
}) {
  const id = useId();
  const columns = THEME_COLUMNS.filter(
    (column) => scored || (column !== "weight" && column !== "impact"),
  );
  return (
    <div class="list-tools">
      <div class="find">
        <label for={id} class="sr">
          Find a theme
        </label>
        <Icon of={Search} />
        <input
          id={id}
          class="input"
          type="search"
          placeholder="Find a theme"
          value={find}
          onInput={(event) => onFind(event.currentTarget.value)}
        />
      </div>
      {folded !== undefined && (
        <Button
          kind="bare"
          icon={folded ? UnfoldVertical : FoldVertical}
          onClick={() => onFolds(folded)}
        >
          {folded ? "Unfold all" : "Fold all"}
        </Button>
      )}
      <div class="end">
        <Select
          label="Order by"
          hideLabel
          value={sort.by}
          options={columns.map((column) => [column, `By ${ORDERS[column].toLowerCase()}`] as const)}
          onChange={(by) => onSort({ by: by as ThemeColumn, down: by !== "label" })}
        />
      </div>
    </div>
  );
}
