import { useEffect, useRef, useState } from "preact/hooks";
import type { Segment } from "../../../domain/wire/people.ts";
import { FilterChip } from "../../components/chip.tsx";
import { Field, Select } from "../../components/field.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may } from "../../state/me.ts";

const TYPING_MS = 300;

/** Search by the beginning of an id or an address, and one segment; both live in the address. */
export function Filters({
  q,
  segment,
  segments,
}: {
  q: string | undefined;
  segment: string | undefined;
  segments: readonly Segment[];
}) {
  const [, setQuery] = useQuery();
  const href = useHref();
  const [text, setText] = useState(q ?? "");
  const set = useRef(setQuery);
  set.current = setQuery;
  useEffect(() => setText((typed) => (typed.trim() === (q ?? "") ? typed : (q ?? ""))), [q]);
  useEffect(() => {
    if (text.trim() === (q ?? "")) return;
    const timer = setTimeout(
      () => set.current({ q: text.trim() || undefined, after: undefined }),
      TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [text]);
  const chosen = segments.find(({ id }) => id === segment);
  return (
    <search class="people-filters">
      <form onSubmit={(event) => event.preventDefault()}>
        <Field
          label="Find by the beginning of an id or an e-mail address"
          hideLabel
          type="search"
          placeholder="Id or address begins with …"
          autoComplete="off"
          spellcheck={false}
          maxLength={200}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {segments.length > 0 && (
          <Select
            label="Segment"
            hideLabel
            value={segment ?? ""}
            options={[["", "Everybody"], ...segments.map(({ id, name }) => [id, name] as const)]}
            onChange={(id) => setQuery({ segment: id || undefined, after: undefined }, true)}
          />
        )}
      </form>
      {segment && (
        <div class="actions">
          <FilterChip onRemove={() => setQuery({ segment: undefined, after: undefined }, true)}>
            {chosen ? chosen.name : "A segment that is gone"}
          </FilterChip>
          {chosen && (
            <a class="quiet" href={href(`/app/people/segments/${chosen.id}`)}>
              {may("admin") ? "Rules of this segment" : "What this segment asks"}
            </a>
          )}
        </div>
      )}
    </search>
  );
}
