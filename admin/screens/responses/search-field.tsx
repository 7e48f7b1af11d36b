import { useEffect, useRef, useState } from "preact/hooks";
import { Field, Switch } from "../../components/field.tsx";
import { type Patch, useQuery } from "../../state/location.ts";

const TYPING_MS = 300;

/** How a search reads what is typed. */
export type Find = "words" | "meaning";

/** Reads it from an address; words where it says nothing. */
export function findOf(query: Patch): Find {
  return query["find"] === "meaning" ? "meaning" : "words";
}

const HINTS: Record<Find, string> = {
  words: "Search the words people wrote",
  meaning: "Say it in your own words",
};

/** The search field, and whether it finds the same words or the same meaning; both live in the address. */
export function SearchField({ q, find }: { q: string; find: Find }) {
  const [, setQuery] = useQuery();
  const [text, setText] = useState(q);
  const set = useRef(setQuery);
  set.current = setQuery;
  // The address may change from elsewhere: a chip that is taken off, the way back.
  useEffect(() => setText((typed) => (typed.trim() === q ? typed : q)), [q]);
  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => set.current({ q: text.trim() || undefined }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="search-field">
      <Field
        label={HINTS[find]}
        hideLabel
        type="search"
        placeholder={HINTS[find]}
        maxLength={200}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Switch
        label="How to search"
        value={find}
        onChange={(next) =>
          setQuery({
            find: next === "meaning" ? next : undefined,
            q: text.trim() || undefined,
            open: undefined,
          })
        }
        options={[
          ["words", "By words"],
          ["meaning", "By meaning"],
        ]}
      />
    </div>
  );
}
