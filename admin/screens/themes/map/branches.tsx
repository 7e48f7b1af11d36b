import type { Theme } from "../../../../domain/wire/themes.ts";
import { useHref, useQuery } from "../../../state/location.ts";
import { may } from "../../../state/me.ts";
import { count } from "../../../words/format.ts";
import { momentum, sentimentText, toneClass } from "../impact.ts";
import { FeelingBar } from "./feeling-bar.tsx";

/** The themes that stand under one, the largest first. */
export function branchesOf(themes: readonly Theme[], id: string): Theme[] {
  return themes
    .filter((theme) => theme.parent === id && theme.status === "active")
    .toSorted((a, b) => b.volume - a.volume || a.label.localeCompare(b.label));
}

const SIGNS = { up: "▲ ", down: "▼ ", same: "", few: "" } as const;

/** The sub-themes of a theme as bars of their volume, parted by sentiment; each leads to its own map. */
export function Branches({
  theme,
  themes,
  survey,
}: {
  theme: Theme;
  themes: readonly Theme[];
  survey: string;
}) {
  const href = useHref();
  const [query] = useQuery();
  const below = branchesOf(themes, theme.id);
  if (below.length === 0) {
    // Only a theme at the top can have some.
    if (theme.parent !== null || !may("analyst")) return null;
    return (
      <section class="section">
        <header>
          <h3>Sub-themes</h3>
        </header>
        <p class="quiet">
          None. Choose quotes under Quotes to split some off, or move another theme under this one.
        </p>
      </section>
    );
  }
  const most = Math.max(...below.map(({ volume }) => volume));
  const more = { survey, sort: query["sort"], tab: query["tab"] };
  return (
    <section class="section">
      <header>
        <h3>Sub-themes</h3>
        <small class="end">
          bars: mentions, <span class="feeling neg">negative</span>,{" "}
          <span class="feeling">neither</span>, <span class="feeling pos">positive</span>
        </small>
      </header>
      <table class="branches">
        <thead class="sr">
          <tr>
            <th scope="col">Sub-theme</th>
            <th scope="col">Mentions by sentiment</th>
            <th scope="col">Mentions</th>
            <th scope="col">Sentiment</th>
            <th scope="col">Against before</th>
          </tr>
        </thead>
        <tbody>
          {below.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={href(`/app/themes/${one.id}`, more)}>
                  <bdi>{one.label}</bdi>
                </a>
              </th>
              <td class="bar-cell">
                <FeelingBar {...one} most={most} />
              </td>
              <td class="num">{count(one.volume)}</td>
              <td class={`num signed ${toneClass(one.sentiment)}`}>
                {sentimentText(one.sentiment)}
              </td>
              <td class="num wide">
                {SIGNS[one.trend]}
                {momentum(one)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
