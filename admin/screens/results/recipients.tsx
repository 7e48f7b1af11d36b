import type { RecipientDomains } from "../../../domain/wire/votes.ts";
import { votesApi } from "../../api/votes.ts";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { ago } from "../../words/dates.ts";
import { count, rate } from "../../words/format.ts";

/** Domains that are told at once. */
const SHOWN = 8;

/** Votes by mail, by the domain of the recipient: where scanners are at work. */
export function Recipients({ survey }: { survey: string }) {
  const href = useHref();
  const found = useResource(`recipients ${survey}`, "it", () => votesApi.recipients(survey));
  const { data } = found;
  if (data && data.items.length === 0) return null;
  return (
    <section class="section">
      <header>
        <h2>Mail by recipient domain</h2>
        <small>
          last 7 days against the 28 before
          {data &&
            data.at !== null &&
            `, counted ${ago(data.at, me.value.workspace.zone, Date.now())}`}
        </small>
      </header>
      {found.error !== undefined && <ErrorNote error={found.error} retry={found.reload} />}
      {!data && found.error === undefined && <Skeleton rows={3} height={40} />}
      {data && (
        <>
          <table class="cards recipients">
            <thead>
              <tr>
                <th scope="col">Domain</th>
                <th scope="col" class="num">
                  Mailed
                </th>
                <th scope="col" class="num">
                  Response rate
                </th>
                <th scope="col" class="num">
                  Suspect rate
                </th>
                <th scope="col">Against before</th>
              </tr>
            </thead>
            <tbody>
              {data.items.slice(0, SHOWN).map((row) => (
                <Row
                  key={row.domain}
                  row={row}
                  to={href("/app/responses/tray", { survey, state: "suspect" })}
                />
              ))}
            </tbody>
          </table>
          <p class="quiet">
            {data.items.length > SHOWN && `${data.items.length - SHOWN} more domains. `}
            {!data.whole && "Of the newest invitations alone. "}
            Suspect votes look like a mail scanner's. They never count; each can be restored.
          </p>
        </>
      )}
    </section>
  );
}

function Row({ row, to }: { row: RecipientDomains["items"][number]; to: string }) {
  const votes = row.answered + row.suspect;
  const before = row.answeredBefore + row.suspectBefore;
  return (
    <tr>
      <th scope="row">{row.domain}</th>
      <td class="num" data-label="Mailed">
        {count(row.sent)}
      </td>
      <td class="num" data-label="Response rate">
        {row.sent > 0 ? rate(row.answered, row.sent) : "–"}
      </td>
      <td class="num" data-label="Suspect rate">
        {votes > 0 ? (
          <a href={to}>
            {rate(row.suspect, votes)} <small>of {count(votes)}</small>
          </a>
        ) : (
          "–"
        )}
      </td>
      <td data-label="Against before">
        {row.jumped ? (
          <span class="verdict down">jumped</span>
        ) : (
          <span class="quiet">
            {before > 0 ? `${rate(row.suspectBefore, before)} before` : "no votes before"}
          </span>
        )}
      </td>
    </tr>
  );
}
