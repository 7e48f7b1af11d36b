import { useState } from "preact/hooks";
import type { Theme } from "../../../domain/wire/themes.ts";
import { Field } from "../../components/field.tsx";
import { plural } from "../../words/format.ts";
import { plain } from "./list/order.ts";

/** A choice of one theme out of many, found by its name. The only one that is left counts as chosen. */
export function ChooseTheme({
  legend,
  themes,
  chosen,
  onChoose,
}: {
  legend: string;
  themes: readonly Theme[];
  chosen: Theme | undefined;
  onChoose: (theme: Theme | undefined) => void;
}) {
  const [text, setText] = useState("");
  const matches = (part: string) =>
    themes.filter(({ label }) => plain(label).includes(plain(part)));
  const found = matches(text);
  return (
    <>
      <Field
        label="Find a theme"
        type="search"
        value={text}
        autofocus
        onInput={(event) => {
          const left = matches(event.currentTarget.value);
          setText(event.currentTarget.value);
          if (left.length === 1) onChoose(left[0]);
          else if (chosen && !left.includes(chosen)) onChoose(undefined);
        }}
      />
      <fieldset class="merge-list">
        <legend class="sr">{legend}</legend>
        {found.map((one) => (
          <label key={one.id}>
            <input
              type="radio"
              name="into"
              checked={one.id === chosen?.id}
              onChange={() => onChoose(one)}
            />
            <bdi>{one.label}</bdi>
            <small>{plural(one.volume, "mention")}</small>
          </label>
        ))}
        {found.length === 0 && <p class="quiet">No theme has this name.</p>}
      </fieldset>
    </>
  );
}
