import type { Scale } from "../../../domain/scores/scale.ts";
import type { VoteHistory } from "../../../domain/wire/votes.ts";
import { votesApi } from "../../api/votes.ts";
import { Rating } from "../../components/figures.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { clock, moment } from "../../words/dates.ts";
import { toneOf } from "../../words/tones.ts";
import { gradeWord, lookWords, postWords } from "./vote-words.ts";

/** How a one-click vote came about: every post with its grade and reason, and who opened its links. */
export function Votes({ response, scale }: { response: string; scale: Scale | undefined }) {
  const history = useResource(`votes ${response}`, "it", () => votesApi.history(response));
  return (
    <section>
      <h3>How the vote came about</h3>
      {history.error !== undefined && <ErrorNote error={history.error} retry={history.reload} />}
      {!history.data && history.error === undefined && <Skeleton rows={2} height={48} />}
      {history.data && <Whole history={history.data} scale={scale} />}
    </section>
  );
}

function Whole({ history, scale }: { history: VoteHistory; scale: Scale | undefined }) {
  const { zone } = me.value.workspace;
  const { posts, visits, sentAt } = history;
  if (posts.length === 0) return <p class="quiet">Nothing is kept of how it came about.</p>;
  return (
    <>
      <ol class="votes">
        {posts.map((post) => (
          <li key={post.at} {...(post.stands && { "aria-current": "true" as const })}>
            {post.score === null ? (
              <span />
            ) : (
              <Rating value={post.score} tone={toneOf(scale, post.score)} />
            )}
            <div>
              <b>{gradeWord(post)}</b> <small>{moment(post.at, zone)}</small>
              <p class="quiet">{postWords(post, zone)}</p>
            </div>
          </li>
        ))}
      </ol>
      <details class="looks">
        <summary>
          {visits.length === 0 ? "No visit to a link is kept" : `Links opened (${visits.length})`}
        </summary>
        {sentAt !== null && <p class="quiet">Mail handed over {moment(sentAt, zone)}.</p>}
        <ol>
          {visits.map((visit) => (
            <li key={`${visit.at} ${visit.score} ${visit.trap}`}>
              <time dateTime={new Date(visit.at).toISOString()}>{clock(visit.at, zone)}</time>{" "}
              {lookWords(visit)}
            </li>
          ))}
        </ol>
        <p class="quiet">Opening a link counts nothing, whoever opens it.</p>
      </details>
    </>
  );
}
