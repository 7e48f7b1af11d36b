import type { Overview } from "../../../domain/wire/surveys.ts";
import { useHref } from "../../state/location.ts";
import { count, listed } from "../../words/format.ts";

/** What somebody has to look at: proposals, votes and answers set aside, drafts. */
export function Waiting({ items, feed }: { items: Overview["items"]; feed: Overview["feed"] }) {
  const href = useHref();
  const proposed = feed.filter(({ kind }) => kind === "theme_proposed").length;
  const drafts = items.filter(({ survey }) => survey.changed);
  const aside = (key: "suspect" | "quarantined") =>
    items.filter(({ scores }) => scores.excluded[key] > 0);
  const sum = (key: "suspect" | "quarantined") =>
    items.reduce((n, { scores }) => n + scores.excluded[key], 0);
  const responses = (state: "suspect" | "quarantined") =>
    href("/app/responses/tray", { survey: aside(state)[0]?.survey.id, state });
  const todo = [
    {
      n: proposed,
      words: proposed === 1 ? "theme proposed" : "themes proposed",
      note: "Accept or merge",
      to: href("/app/themes"),
    },
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
