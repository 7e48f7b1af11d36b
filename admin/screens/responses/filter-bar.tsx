import type { Scale } from "../../../domain/scores/scale.ts";
import type { ResponseFilters } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { FilterChip } from "../../components/chip.tsx";
import { Check, Select } from "../../components/field.tsx";
import { useQuery } from "../../state/location.ts";
import {
  CHANNELS,
  OVER_QUOTA,
  SENTIMENTS,
  STATE_FILTERS,
  languageName,
} from "../../words/names.ts";
import { NO_FILTERS, filterWords, scoreChoices } from "./filters.ts";
import { SearchField } from "./search-field.tsx";

/** Stands among the states, though answers over the quota are counted ones. */
const OVER = "over";

const choices = (any: string, names: Readonly<Record<string, string>>) => [
  ["", any] as const,
  ...Object.entries(names),
];

/** Search and filters; all of it lives in the address. */
export function FilterBar({
  filters,
  scale,
  languages,
  quota,
  themeLabel,
}: {
  filters: ResponseFilters;
  scale: Scale | undefined;
  /** Those the survey is asked in. */
  languages: readonly string[];
  /** The survey asks for so many answers and no more. */
  quota: boolean;
  themeLabel: string | undefined;
}) {
  const [, setQuery] = useQuery();
  const groups = scale ? scoreChoices(scale) : [];
  const words = filterWords(filters, themeLabel);
  return (
    <search class="filters">
      <form class="filter-row" onSubmit={(event) => event.preventDefault()}>
        <SearchField q={filters.q ?? ""} find="words" />
        {groups.length > 0 && (
          <Select
            label="Score"
            hideLabel
            value={filters.min || filters.max ? `${filters.min}-${filters.max}` : ""}
            options={[
              ["", "Any score"],
              ...groups.map(({ words: name, min, max }) => [`${min}-${max}`, name] as const),
            ]}
            onChange={(value) => {
              const group = groups.find(({ min, max }) => `${min}-${max}` === value);
              setQuery({ min: group?.min, max: group?.max });
            }}
          />
        )}
        <Select
          label="Sentiment"
          hideLabel
          value={filters.sentiment ?? ""}
          options={choices("Any sentiment", SENTIMENTS)}
          onChange={(sentiment) => setQuery({ sentiment })}
        />
        <Select
          label="Channel"
          hideLabel
          value={filters.channel ?? ""}
          options={choices("Any channel", CHANNELS)}
          onChange={(channel) => setQuery({ channel })}
        />
        <Select
          label="Language"
          hideLabel
          value={filters.language ?? ""}
          options={choices(
            "Any language",
            Object.fromEntries(
              [...new Set([...languages, ...(filters.language ? [filters.language] : [])])].map(
                (tag) => [tag, languageName(tag)],
              ),
            ),
          )}
          onChange={(language) => setQuery({ language })}
        />
        <Select
          label="State"
          hideLabel
          value={filters.over ? OVER : (filters.state ?? "")}
          options={[
            ...choices("Any state", STATE_FILTERS),
            ...(quota || filters.over ? [[OVER, OVER_QUOTA] as const] : []),
          ]}
          onChange={(state) =>
            setQuery(state === OVER ? { state: undefined, over: "1" } : { state, over: undefined })
          }
        />
        <Check
          label="With a comment"
          checked={filters.text === "1"}
          onChange={(checked) => setQuery({ text: checked ? "1" : undefined })}
        />
      </form>
      {words.length > 0 && (
        <div class="actions">
          {words.map(({ words: name, off }) => (
            <FilterChip key={name} onRemove={() => setQuery(off)}>
              {name}
            </FilterChip>
          ))}
          {words.length > 1 && (
            <Button kind="bare" onClick={() => setQuery(NO_FILTERS)}>
              Take all off
            </Button>
          )}
        </div>
      )}
    </search>
  );
}
