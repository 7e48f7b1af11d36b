import type { Overview } from "../../../domain/wire/surveys.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { ButtonLink } from "../../components/button.tsx";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { dateOf } from "../../words/dates.ts";
import { movedWords } from "../../words/headlines.ts";

/** The changes that are real, each one click from its evidence. */
export function Feed({ feed, items }: { feed: Overview["feed"]; items: Overview["items"] }) {
  const href = useHref();
  const { zone } = me.value.workspace;
  const now = Date.now();
  const target = ({ kind, survey, theme }: Overview["feed"][number]): [string, string] => {
    if (kind === "score" && survey) return [href(`/app/surveys/${survey}`), "See where"];
    const query = survey ? { survey } : {};
    if (kind === "suspect_votes")
      return [href("/app/responses/tray", { ...query, state: "suspect" }), "See them"];
    if (kind === "theme_rising") return [href(`/app/themes/${theme ?? ""}`, query), "Read it"];
    return [href(`/app/themes/${theme ?? ""}`, query), "Review"];
  };
  return (
    <section class="section">
      <header>
        <h2>What changed</h2>
        <small class="end">Real changes only</small>
      </header>
      {feed.length === 0 ? (
        <p class="lede">
          Nothing really changed in this period. Scores that move by more than chance and new themes
          show here.
        </p>
      ) : (
        <ol class="feed">
          {feed.map((entry) => {
            const [to, words] = target(entry);
            const item =
              entry.kind === "score"
                ? items.find(({ survey }) => survey.id === entry.survey)
                : undefined;
            const { title, detail } = (item && movedWords(item.survey.name, item.scores)) ?? entry;
            return (
              <li key={entry.title}>
                <time dateTime={new Date(entry.at).toISOString()}>
                  {dateOf(entry.at, zone, now)}
                </time>
                <div>
                  <h3>{title}</h3>
                  <p>{detail}</p>
                </div>
                <div class="figure">
                  {item && (
                    <Sparkline
                      metric={item.survey.metric}
                      points={item.spark}
                      name={item.survey.name}
                    />
                  )}
                </div>
                <ButtonLink href={to} aria-label={`${words}: ${title}`}>
                  {words}
                </ButtonLink>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
