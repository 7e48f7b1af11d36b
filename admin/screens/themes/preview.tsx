import { useEffect, useState } from "preact/hooks";
import type { ThemeChange, ThemePreview } from "../../../domain/wire/themes.ts";
import { api } from "../../api/client.ts";
import { Chip } from "../../components/chip.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useResource } from "../../state/resource.ts";
import { count, plural, signed } from "../../words/format.ts";
import { movedLabels } from "./preview-words.ts";

/** Long enough that a word is typed to its end, short enough not to be felt. */
const SETTLE_MS = 250;

/**
 * What a change would do before it is made: mentions of each theme before and after, and texts that
 * would change. It follows `change` while somebody still types.
 */
export function Preview({
  theme,
  survey,
  change,
}: {
  theme: string;
  survey: string;
  change: ThemeChange;
}) {
  const asked = useSettled(JSON.stringify(change));
  const preview = useResource(`preview ${survey} ${theme} ${change.kind}`, asked, () =>
    api.themePreview(theme, survey, JSON.parse(asked) as ThemeChange),
  );
  const { data } = preview;
  return (
    <section
      class="theme-preview"
      aria-label="What would change"
      aria-busy={preview.loading && data !== undefined}
    >
      {preview.error !== undefined && (
        <ErrorNote error={preview.error} retry={preview.reload} lost="Nothing was changed." />
      )}
      {!data && preview.error === undefined && <Skeleton rows={4} height={40} />}
      {data && preview.error === undefined && <Consequence preview={data} />}
    </section>
  );
}

/** The text once it has stood still for a moment; the first one at once. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === settled) return;
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, settled]);
  return settled;
}

function Consequence({ preview: { texts, more, themes, quotes } }: { preview: ThemePreview }) {
  const looked = more
    ? `Told from the newest ${plural(texts, "text")} that this is about; there are more.`
    : `Told from all ${plural(texts, "text")} that this is about.`;
  if (themes.length === 0 && quotes.length === 0) {
    return (
      <p class="hint" role="status">
        {texts === 0 ? "No text is concerned." : `No text would change its themes. ${looked}`}
      </p>
    );
  }
  return (
    <>
      {themes.length > 0 && (
        <table>
          <caption class="sr">Mentions before and after</caption>
          <thead>
            <tr>
              <th scope="col">Theme</th>
              <th scope="col" class="num">
                Before
              </th>
              <th scope="col" class="num">
                After
              </th>
              <th scope="col" class="num">
                Change
              </th>
            </tr>
          </thead>
          <tbody>
            {themes.map(({ id, label, before, after }) => (
              <tr key={id ?? `new ${label}`}>
                <th scope="row">
                  <bdi>{label}</bdi> {id === null && <Chip>new</Chip>}
                </th>
                <td class="num">{count(before)}</td>
                <td class="num">{count(after)}</td>
                <td class="num">
                  <b>{signed(after - before)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <small>{looked}</small>
      {quotes.length > 0 && (
        // What scrolls inside a dialog can be reached by keys.
        <ul class="moved-texts" tabIndex={0} aria-label="Texts that would change">
          {quotes.map((quote, i) => (
            <li key={i}>
              <p dir="auto">{quote.text}</p>
              <small>
                {movedLabels(quote).map(({ label, sign }) => (
                  <span key={sign + label}>
                    {sign === "+" ? "joins" : "leaves"} <bdi>{label}</bdi>
                  </span>
                ))}
              </small>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
