import type { Theme } from "../../../../domain/wire/themes.ts";
import { Button } from "../../../components/button.tsx";
import { Empty, ErrorNote, NoPermission, Skeleton } from "../../../components/states.tsx";
import { useHref } from "../../../state/location.ts";
import { may, me } from "../../../state/me.ts";
import { usePeriod } from "../../../state/use-period.ts";
import { ago } from "../../../words/dates.ts";
import { count, plural } from "../../../words/format.ts";
import { sentimentText, toneClass } from "../impact.ts";
import { type Speaker, speakersOf } from "./people-words.ts";
import { useQuotes } from "./use-quotes.ts";

/** Who speaks of a theme, for roles that may see whom. */
export function People({ theme, survey }: { theme: Theme; survey: string }) {
  return may("analyst") ? <Known theme={theme} survey={survey} /> : <NoPermission />;
}

function Known({ theme, survey }: { theme: Theme; survey: string }) {
  const quotes = useQuotes(theme.id, survey, usePeriod(), "newest");
  const { first, items } = quotes;
  const { people, anonymous } = speakersOf(items);
  return (
    <section class="section">
      <header>
        <h3>Who said it</h3>
        {first.data && (
          <small class="end">
            among {quotes.next === null ? "all" : "the newest"} {plural(items.length, "quote")}
          </small>
        )}
      </header>
      {first.error !== undefined && <ErrorNote error={first.error} retry={first.reload} />}
      {!first.data && first.error === undefined && <Skeleton rows={6} height={56} />}
      {first.data && people.length === 0 && (
        <Empty title="Nobody is known by name">
          {items.length === 0
            ? "Nobody speaks of it in this period."
            : "Whoever spoke of it did so without a name. Ask by mail, or identify visitors, to know who says what."}
        </Empty>
      )}
      {people.length > 0 && (
        <table class="speakers cards">
          <caption class="sr">People who speak of it, most often first</caption>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col" class="num">
                Quotes
              </th>
              <th scope="col" class="num">
                Sentiment
              </th>
              <th scope="col">Newest</th>
            </tr>
          </thead>
          <tbody>
            {people.map((speaker) => (
              <Row key={speaker.id} speaker={speaker} survey={survey} theme={theme.id} />
            ))}
          </tbody>
        </table>
      )}
      {anonymous > 0 && people.length > 0 && (
        <p class="quiet">{plural(anonymous, "quote")} more from people without a name.</p>
      )}
      {quotes.next !== null && (
        <div class="more">
          <Button busy={quotes.busy} onClick={() => void quotes.loadMore()}>
            Look at more quotes
          </Button>
        </div>
      )}
    </section>
  );
}

function Row({ speaker, survey, theme }: { speaker: Speaker; survey: string; theme: string }) {
  const href = useHref();
  const { id, name, n, newest, mood } = speaker;
  return (
    <tr>
      <th scope="row">
        <a href={href(`/app/people/${id}`)}>
          <bdi>{name}</bdi>
        </a>
      </th>
      <td class="num" data-label="Quotes">
        {count(n)}
      </td>
      <td class={`num signed ${toneClass(mood)}`} data-label="Sentiment">
        {sentimentText(mood)}
      </td>
      <td class="newest">
        <a href={href("/app/responses", { survey, theme, open: newest.response })}>
          <span class="cut" dir="auto">
            {newest.text}
          </span>
        </a>
        <small>{ago(newest.at, me.value.workspace.zone, Date.now())}</small>
      </td>
    </tr>
  );
}
