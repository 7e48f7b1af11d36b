import { useState } from "preact/hooks";
import { Field } from "../../components/field.tsx";
import { LinesField } from "./lines-field.tsx";
import type { RulePart } from "./rule-part.ts";
import { triedOn } from "./try-address.ts";

/** On which pages, on which not, and a line in which an address is tried. */
export function PagesRules({ targeting, set, origin }: RulePart & { origin: string }) {
  const [address, setAddress] = useState("");
  const tried = triedOn(address, targeting, origin);
  return (
    <fieldset class="form part">
      <legend>Pages</legend>
      <div class="pair">
        <LinesField
          label="On these pages"
          rows={3}
          placeholder="/pricing*"
          values={targeting.urls}
          hint="One address a line, * stands for anything. Empty: every page."
          onChange={(urls) => set({ urls })}
        />
        <LinesField
          label="Not on these pages"
          rows={3}
          placeholder="/pricing/team"
          values={targeting.except ?? []}
          hint="Left out, whatever the other list says."
          onChange={(except) => set({ except: except.length > 0 ? except : undefined })}
        />
      </div>
      <details class="more">
        <summary>How addresses are written</summary>
        <dl class="examples">
          <dt>/pricing*</dt>
          <dd>Every path that begins so, with any query.</dd>
          <dt>/search?q=*</dt>
          <dd>Path and query.</dd>
          <dt>https://shop.example.com/*</dt>
          <dd>The whole address, for one of several hosts.</dd>
          <dt>#/checkout</dt>
          <dd>A route behind a #, of an application with one page.</dd>
        </dl>
      </details>
      <Field
        label="Try an address"
        placeholder={`${origin}/pricing`}
        autoComplete="off"
        spellcheck={false}
        value={address}
        onInput={(event) => setAddress(event.currentTarget.value)}
      />
      <p class="tried" role="status">
        {tried && (
          <>
            <span class={`status ${tried.meant ? "live" : "paused"}`}>
              {tried.meant ? "Match" : "No match"}
            </span>{" "}
            {tried.why}
          </>
        )}
      </p>
    </fieldset>
  );
}
