import type { Refit } from "../../../../domain/wire/themes.ts";
import { count, plural, signed } from "../../../words/format.ts";
import { keptOf } from "./words.ts";

/** What a re-fit would keep, bring and drop. */
export function Diff({ refit }: { refit: Refit }) {
  const { changed, same, emptied } = keptOf(refit);
  const labels = new Map(
    [...refit.kept, ...refit.created].map(({ id, label }) => [id, label] as const),
  );
  return (
    <>
      {refit.created.length > 0 && (
        <section class="section" aria-label="New">
          <header>
            <h3>{plural(refit.created.length, "new theme")}</h3>
            <small class="end">With texts that would carry it</small>
          </header>
          <ul class="found">
            {refit.created.map(({ id, label, parent, after, quotes }) => (
              <li key={id}>
                <div>
                  <b>
                    <bdi>{label}</bdi>
                  </b>
                  <small>{plural(after, "mention")}</small>
                  {parent !== null && labels.has(parent) && (
                    <small>
                      under <bdi>{labels.get(parent)}</bdi>
                    </small>
                  )}
                </div>
                {quotes.slice(0, 3).map((text, i) => (
                  <blockquote key={i} dir="auto">
                    {text}
                  </blockquote>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {refit.archived.length > 0 && (
        <section class="section" aria-label="Dropped">
          <header>
            <h3>{plural(refit.archived.length, "theme")} would go</h3>
            <small class="end">Their texts join other themes, or none</small>
          </header>
          <Table
            rows={refit.archived.map((one) => ({ ...one, after: 0 }))}
            bars={false}
            caption="Themes that would be archived"
          />
        </section>
      )}
      {emptied.length > 0 && (
        <section class="section" aria-label="Emptied">
          <header>
            <h3>{plural(emptied.length, "theme")} would hold no text of this survey</h3>
            <small class="end">They stay: other surveys use them, or people shaped them</small>
          </header>
          <Table rows={emptied} caption="Themes that would be empty here" bars={false} />
        </section>
      )}
      {changed.length + same.length > 0 && (
        <section class="section" aria-label="Kept">
          <header>
            <h3>{plural(changed.length + same.length, "theme")} would stay</h3>
            <small class="end">Mentions among the texts that were read</small>
          </header>
          {changed.length > 0 && <Table rows={changed} caption="Themes that would change" />}
          {same.length > 0 && (
            <details class="behind" open={changed.length === 0}>
              <summary>{count(same.length)} without a change</summary>
              <Table rows={same} caption="Themes without a change" />
            </details>
          )}
        </section>
      )}
    </>
  );
}

function Table({
  rows,
  caption,
  bars = true,
}: {
  rows: Refit["kept"];
  caption: string;
  bars?: boolean;
}) {
  const most = Math.max(1, ...rows.flatMap(({ before, after }) => [before, after]));
  return (
    <table class="before-after">
      <caption class="sr">{caption}</caption>
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
          {bars && <td class="wide" />}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, label, before, after }) => (
          <tr key={id}>
            <th scope="row">
              <bdi>{label}</bdi>
            </th>
            <td class="num">{count(before)}</td>
            <td class="num">{count(after)}</td>
            <td class="num">
              <b>{signed(after - before)}</b>
            </td>
            {bars && (
              <td class="wide pair-bar" aria-hidden="true">
                <i class="was" style={{ width: `${(100 * before) / most}%` }} />
                <i class="now" style={{ width: `${(100 * after) / most}%` }} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
