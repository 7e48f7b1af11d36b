import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Theme, ThemeDetail } from "../../../../domain/wire/themes.ts";
import { api } from "../../../api/client.ts";
import { ThemeTrend } from "../../../charts/theme-trend.tsx";
import { ErrorNote, Skeleton } from "../../../components/states.tsx";
import { useQuery, withQuery } from "../../../state/location.ts";
import { useResource } from "../../../state/resource.ts";
import { usePeriod } from "../../../state/use-period.ts";
import { count } from "../../../words/format.ts";
import { mainScale } from "../../response-facts.ts";
import { Branches, branchesOf } from "./branches.tsx";
import { Breakdown } from "./breakdown.tsx";
import { QuoteRows } from "./quote-rows.tsx";
import { useQuotes } from "./use-quotes.ts";

/** Quotes that stand for the rest. */
const TYPICAL = 3;

/** What a theme is made of: its sub-themes, its course, typical quotes, and who names it more often. */
export function ThemeMap({
  data,
  survey,
  themes,
  onChanged,
}: {
  data: ThemeDetail;
  survey: SurveySummary;
  themes: readonly Theme[];
  onChanged: () => void;
}) {
  const { theme, weeks } = data;
  const branches = <Branches theme={theme} themes={themes} survey={survey.id} />;
  // That there are none is the last thing to know.
  const parted = branchesOf(themes, theme.id).length > 0;
  return (
    <>
      {parted && branches}
      <section class="section">
        <header>
          <h3>Against the rest, week by week</h3>
        </header>
        {weeks.length > 0 ? (
          <ThemeTrend metric={survey.metric} weeks={weeks} />
        ) : (
          <p class="quiet">None in this period.</p>
        )}
      </section>
      <Typical theme={theme} survey={survey} themes={themes} onChanged={onChanged} />
      <Breakdown theme={theme} survey={survey.id} />
      {!parted && branches}
    </>
  );
}

function Typical({
  theme,
  survey,
  themes,
  onChanged,
}: {
  theme: Theme;
  survey: SurveySummary;
  themes: readonly Theme[];
  onChanged: () => void;
}) {
  const [query] = useQuery();
  const whole = useResource(`survey ${survey.id}`, "it", () => api.survey(survey.id));
  const quotes = useQuotes(theme.id, survey.id, usePeriod(), "typical");
  const { first, items } = quotes;
  return (
    <section class="section">
      <header>
        <h3>Typical quotes</h3>
        <a
          class="quiet end"
          href={withQuery(`/app/themes/${theme.id}`, query, { survey: survey.id, tab: "quotes" })}
        >
          All {count(theme.volume)}
        </a>
      </header>
      {first.error !== undefined && <ErrorNote error={first.error} retry={first.reload} />}
      {!first.data && first.error === undefined && <Skeleton rows={TYPICAL} height={112} />}
      {first.data && items.length === 0 && <p class="quiet">None in this period.</p>}
      <QuoteRows
        items={items.slice(0, TYPICAL)}
        theme={theme}
        themes={themes}
        survey={survey.id}
        scale={whole.data && mainScale(whole.data)}
        onHide={quotes.hide}
        onChanged={() => {
          onChanged();
          void quotes.refresh();
        }}
      />
    </section>
  );
}
