import { ArrowLeft } from "lucide";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Theme } from "../../../domain/wire/themes.ts";
import { api } from "../../api/client.ts";
import { WeekBars } from "../../charts/week-bars.tsx";
import { ButtonLink } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { usePeriod } from "../../state/use-period.ts";
import { Actions } from "./actions.tsx";
import { History } from "./history.tsx";
import { ThemeQuotes } from "./quotes.tsx";
import { Stats } from "./stats.tsx";

/** One theme: what it weighs, when it was said, by whom, and what curators did to it. */
export function Detail({
  id,
  survey,
  themes,
  onChanged,
}: {
  id: string;
  survey: SurveySummary;
  themes: readonly Theme[];
  onChanged: () => void;
}) {
  const href = useHref();
  const { from, to } = usePeriod();
  const detail = useResource(`theme ${id}`, `${survey.id} ${from} ${to}`, () =>
    api.theme(id, survey.id, { from, to }),
  );
  const { data } = detail;
  const changed = () => {
    detail.reload();
    onChanged();
  };
  return (
    <article class="detail" aria-label="One theme">
      <ButtonLink
        class="phone-only"
        kind="bare"
        icon={ArrowLeft}
        href={href("/app/themes", { survey: survey.id })}
      >
        All themes
      </ButtonLink>
      {detail.error !== undefined && <ErrorNote error={detail.error} retry={detail.reload} />}
      {!data && detail.error === undefined && <Skeleton rows={6} height={72} />}
      {data && (
        <>
          <div class="head">
            <h2>{data.theme.label}</h2>
            {data.theme.status === "proposed" && <Chip>proposed</Chip>}
            {data.theme.muted && <Chip>muted</Chip>}
            {data.theme.pinned && <small>name pinned</small>}
            {may("analyst") && (
              <Actions theme={data.theme} survey={survey} themes={themes} onChanged={changed} />
            )}
          </div>
          <Stats theme={data.theme} survey={survey} />
          <section class="section">
            <header>
              <h3>Mentions by week</h3>
              <small class="end">Orange: the negative ones</small>
            </header>
            {data.weeks.length > 0 ? (
              <WeekBars weeks={data.weeks} />
            ) : (
              <p class="quiet">None in this period.</p>
            )}
          </section>
          {data.terms.length > 0 && (
            <section class="section">
              <header>
                <h3>Words</h3>
                <small>what mentions have in common</small>
              </header>
              <div class="actions">
                {data.terms.map((term) => (
                  <Chip key={term}>{term}</Chip>
                ))}
              </div>
            </section>
          )}
          <ThemeQuotes theme={data.theme} survey={survey} />
          <History data={data} survey={survey} onChanged={changed} />
        </>
      )}
    </article>
  );
}
