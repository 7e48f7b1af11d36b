import { ImpactScale } from "../../charts/impact-scale.tsx";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Theme } from "../../../domain/wire/themes.ts";
import { place } from "../../charts/scale.ts";
import { type Sort, SortHead, sortOf, sortText, sorted } from "../../components/table.tsx";
import { Check } from "../../components/field.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { count, signed, signedTenths } from "../../words/format.ts";
import {
  MIN_MENTIONS,
  THEME_COLUMNS,
  type ThemeColumn,
  impactEnds,
  momentum,
  sentimentText,
  themeValue,
  toneClass,
} from "./impact.ts";

/** All themes with their weight on the score; the open one is marked. */
export function ThemeList({
  themes,
  survey,
  open,
}: {
  themes: readonly Theme[];
  survey: SurveySummary;
  open: string | undefined;
}) {
  const [query, setQuery] = useQuery();
  const scored = survey.metric !== "none";
  const fallback: Sort<ThemeColumn> = { by: scored ? "weight" : "volume", down: true };
  const sort = sortOf(query["sort"], THEME_COLUMNS, fallback);
  const quiet = query["muted"] === "1";
  const listed = themes.filter(({ status, muted }) => status === "active" && (quiet || !muted));
  const muted = themes.filter((theme) => theme.status === "active" && theme.muted).length;
  const ends = impactEnds(listed);
  const onSort = (next: Sort<ThemeColumn>) => setQuery({ sort: sortText(next) });
  return (
    <>
      <table class="themes cards">
        <caption class="sr">Themes with impact, volume, sentiment and momentum</caption>
        <thead>
          <tr>
            <SortHead column={scored ? "weight" : "label"} sort={sort} onSort={onSort}>
              Theme{scored && ", by impact × volume"}
            </SortHead>
            {scored && (
              <>
                <SortHead column="impact" sort={sort} onSort={onSort} num>
                  Impact
                </SortHead>
                <th scope="col">
                  <span class="sr">Impact on its scale</span>
                  <div class="axis" aria-hidden="true">
                    {[ends[0], 0, ends[1]]
                      .filter((tick) => tick === 0 || Math.abs(tick) * 5 > ends[1] - ends[0])
                      .map((tick) => (
                        <span key={tick} style={{ left: `${place(tick, ends)}%` }}>
                          {signed(tick)}
                        </span>
                      ))}
                  </div>
                </th>
              </>
            )}
            <SortHead column="volume" sort={sort} onSort={onSort} num>
              Volume
            </SortHead>
            <SortHead column="sentiment" sort={sort} onSort={onSort} num>
              Sentiment
            </SortHead>
            <SortHead column="momentum" sort={sort} onSort={onSort} num>
              vs before
            </SortHead>
          </tr>
        </thead>
        <tbody>
          {sorted(listed, themeValue(sort.by), sort.down).map((theme) => (
            <Row
              key={theme.id}
              theme={theme}
              survey={survey}
              scored={scored}
              ends={ends}
              current={theme.id === open}
            />
          ))}
        </tbody>
      </table>
      {muted > 0 && (
        <div class="muted-check">
          <Check
            label={`Show ${muted === 1 ? "one muted theme" : `${count(muted)} muted themes`}`}
            checked={quiet}
            onChange={(checked) => setQuery({ muted: checked ? "1" : undefined })}
          />
        </div>
      )}
    </>
  );
}

function Row({
  theme,
  survey,
  scored,
  ends,
  current,
}: {
  theme: Theme;
  survey: SurveySummary;
  scored: boolean;
  ends: readonly [number, number];
  current: boolean;
}) {
  const href = useHref();
  const [query] = useQuery();
  const { impact, sentiment, trend } = theme;
  const more = { survey: survey.id, sort: query["sort"], muted: query["muted"] };
  return (
    <tr {...(current && { "aria-current": "true" as const })}>
      <th scope="row">
        <a href={href(`/app/themes/${theme.id}`, more)}>{theme.label}</a>
        {theme.muted && <small> muted</small>}
        {theme.emerging && <small class="emerging"> new and rising</small>}
      </th>
      {scored && (
        <>
          <td class="num" data-label="Impact">
            {impact ? (
              <b>{signedTenths(impact.value)}</b>
            ) : (
              <span class="quiet">needs {MIN_MENTIONS}</span>
            )}
          </td>
          <td class="scale">{impact && <ImpactScale impact={impact} ends={ends} />}</td>
        </>
      )}
      <td class="num" data-label="Volume">
        {count(theme.volume)}
      </td>
      <td class={`num signed ${toneClass(sentiment)}`} data-label="Sentiment">
        {sentimentText(sentiment)}
      </td>
      <td class="num" data-label="vs before">
        {trend === "up" ? (
          <b>▲ {momentum(theme)}</b>
        ) : trend === "down" ? (
          <b>▼ {momentum(theme)}</b>
        ) : (
          momentum(theme)
        )}
      </td>
    </tr>
  );
}
