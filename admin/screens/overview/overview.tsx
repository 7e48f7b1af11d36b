import "./overview.css";
import type { Metric } from "../../../domain/wire/common.ts";
import type { Overview as Reply } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { ScaleAxis, ScoreScale } from "../../charts/score-scale.tsx";
import { Sparkline } from "../../charts/sparkline.tsx";
import { ButtonLink } from "../../components/button.tsx";
import { Score } from "../../components/figures.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { sorted } from "../../components/table.tsx";
import { Change } from "../../components/verdict.tsx";
import { useHref } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { usePeriod } from "../../state/use-period.ts";
import { dateOf } from "../../words/dates.ts";
import { count, listed, rate } from "../../words/format.ts";
import { movedWords, overviewHeadline } from "../../words/headlines.ts";
import { CHANNELS, MEASURES } from "../../words/names.ts";
import { Screen } from "../screen.tsx";

type Item = Reply["items"][number];
const ORDER: readonly Metric[] = ["nps", "csat", "ces", "none"];

/** What changed: one row a survey, then the changes that are real. */
export default function Overview() {
  const { from, to } = usePeriod();
  const overview = useResource("overview", `${from} ${to}`, () => api.overview({ from, to }), { live: true });
  const { data } = overview;
  if (overview.error !== undefined && !data) {
    return (
      <Screen title="Overview">
        <ErrorNote error={overview.error} retry={overview.reload} />
      </Screen>
    );
  }
  if (!data) {
    return (
      <Screen title="Overview">
        <div class="section">
          <Skeleton rows={7} />
        </div>
      </Screen>
    );
  }
  if (data.items.length === 0) return <Nothing />;
  const { title, lede } = overviewHeadline(data.items);
  return (
    <Screen title={title} name="Overview">
      <p class="lede">{lede}</p>
      <Surveys items={data.items} busy={overview.loading} />
      <div class="overview-more">
        <Feed feed={data.feed} items={data.items} />
        <Waiting items={data.items} feed={data.feed} />
      </div>
    </Screen>
  );
}

function Nothing() {
  const href = useHref();
  return (
    <Screen title="No survey is running" name="Overview">
      <Empty
        title="Here you will see what changed"
        action={
          may("admin") && (
            <>
              <ButtonLink kind="primary" href={href("/app/surveys")}>
                Create a survey
              </ButtonLink>
              <ButtonLink href={href("/app/settings/sample")}>Load sample data</ButtonLink>
            </>
          )
        }
      >
        Each survey with its score, whether it really moved, and what people say about it.
      </Empty>
    </Screen>
  );
}

function Surveys({ items, busy }: { items: readonly Item[]; busy: boolean }) {
  const groups = ORDER.map((metric) => [metric, sorted(items.filter(({ survey }) => survey.metric === metric), ({ scores }) => scores.n, true)] as const);
  return (
    <table class="surveys cards section" aria-busy={busy}>
      <caption class="sr">Surveys with their score in the period, compared with the period before</caption>
      <thead>
        <tr>
          <th scope="col">Survey</th>
          <th scope="col">Score, 95 % interval</th>
          <th scope="col">On its scale, ○ before</th>
          <th scope="col">Verdict</th>
          <th scope="col">13 weeks</th>
          <th scope="col" class="num">n</th>
          <th scope="col" class="num">Response</th>
          <th scope="col" class="num">Suspect</th>
        </tr>
      </thead>
      {groups.map(
        ([metric, rows]) =>
          rows.length > 0 && (
            <tbody key={metric}>
              <tr class="group">
                <th scope="rowgroup" colSpan={2}>
                  {MEASURES[metric]}
                </th>
                <td>{metric !== "none" && <ScaleAxis metric={metric} />}</td>
                <td colSpan={5} />
              </tr>
              {rows.map((item) => (
                <Row key={item.survey.id} item={item} />
              ))}
            </tbody>
          ),
      )}
    </table>
  );
}

function Row({ item: { survey, scores, spark, channels } }: { item: Item }) {
  const href = useHref();
  const { metric, n, funnel, excluded } = scores;
  const given = channels.map((channel) => CHANNELS[channel as keyof typeof CHANNELS] ?? channel);
  const scored = scores.score !== null;
  return (
    <tr>
      <th scope="row">
        <a href={href(`/app/surveys/${survey.id}`)}>{survey.name}</a>
        <small>{given.length > 0 ? listed(given) : "No answers yet"}</small>
      </th>
      <td class="score-cell" colSpan={scored ? 1 : 2}>
        {metric === "none" ? <span class="quiet">Open questions, no score</span> : <Score {...scores} />}
      </td>
      {scored && (
        <td class="scale">
          <ScoreScale metric={metric} now={scores} before={scores.previous} verdict={scores.verdict} />
        </td>
      )}
      <td class="call">
        <Change verdict={scores.verdict} change={scores.change} metric={metric} />
      </td>
      <td class="trend">
        <Sparkline metric={metric} points={spark} name={survey.name} />
      </td>
      <td class="num" data-label="n">
        {count(n)}
      </td>
      <td class="num" data-label="Response rate">
        {funnel.shown >= funnel.completed ? (rate(funnel.completed, funnel.shown) ?? "–") : "–"}
      </td>
      <td class="num" data-label="Suspect">
        {rate(excluded.suspect, n + excluded.suspect) ?? "–"}
      </td>
    </tr>
  );
}

function Feed({ feed, items }: { feed: Reply["feed"]; items: readonly Item[] }) {
  const href = useHref();
  const { zone } = me.value.workspace;
  const now = Date.now();
  const target = ({ kind, survey, theme }: Reply["feed"][number]): [string, string] => {
    if (kind === "score" && survey) return [href(`/app/surveys/${survey}`), "See where"];
    const query = survey ? { survey } : {};
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
        <p class="lede">Nothing really changed in this period. Scores that move by more than chance and new themes show here.</p>
      ) : (
        <ol class="feed">
          {feed.map((entry) => {
            const [to, words] = target(entry);
            const item = entry.kind === "score" ? items.find(({ survey }) => survey.id === entry.survey) : undefined;
            const { title, detail } = (item && movedWords(item.survey.name, item.scores)) ?? entry;
            return (
              <li key={entry.title}>
                <time dateTime={new Date(entry.at).toISOString()}>{dateOf(entry.at, zone, now)}</time>
                <div>
                  <h3>{title}</h3>
                  <p>{detail}</p>
                </div>
                <div class="figure">
                  {item && <Sparkline metric={item.survey.metric} points={item.spark} name={item.survey.name} />}
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

function Waiting({ items, feed }: { items: readonly Item[]; feed: Reply["feed"] }) {
  const href = useHref();
  const proposed = feed.filter(({ kind }) => kind === "theme_proposed").length;
  const drafts = items.filter(({ survey }) => survey.changed);
  const aside = (key: "suspect" | "quarantined") => items.filter(({ scores }) => scores.excluded[key] > 0);
  const sum = (key: "suspect" | "quarantined") => items.reduce((n, { scores }) => n + scores.excluded[key], 0);
  const responses = (state: "suspect" | "quarantined") =>
    href("/app/responses", { survey: aside(state)[0]?.survey.id, state });
  const todo = [
    { n: proposed, words: proposed === 1 ? "theme proposed" : "themes proposed", note: "Accept or merge", to: href("/app/themes") },
    {
      n: sum("suspect"),
      words: sum("suspect") === 1 ? "suspect vote, not counted" : "suspect votes, not counted",
      note: listed(aside("suspect").map(({ survey }) => survey.name)),
      to: responses("suspect"),
    },
    {
      n: sum("quarantined"),
      words: sum("quarantined") === 1 ? "response in quarantine" : "responses in quarantine",
      note: listed(aside("quarantined").map(({ survey }) => survey.name)),
      to: responses("quarantined"),
    },
    {
      n: drafts.length,
      words: drafts.length === 1 ? "draft not published" : "drafts not published",
      note: listed(drafts.map(({ survey }) => survey.name)),
      to: href(`/app/surveys/${drafts[0]?.survey.id}/build`),
    },
  ].filter(({ n }) => n > 0);
  return (
    <section class="section">
      <header>
        <h2>Waiting for you</h2>
      </header>
      {todo.length === 0 ? (
        <p class="lede">Nothing waits.</p>
      ) : (
        <ul class="todo">
          {todo.map(({ n, words, note, to }) => (
            <li key={words}>
              <a href={to}>
                <b>{count(n)}</b>
                <span>
                  {words}
                  <small>{note}</small>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
