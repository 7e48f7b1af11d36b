import "./operations.css";
import type { Operations as Reply } from "../../../domain/wire/operations.ts";
import { api } from "../../api/client.ts";
import { Arrivals } from "../../charts/arrivals.tsx";
import { Switch } from "../../components/field.tsx";
import { ErrorNote, NoPermission, Skeleton } from "../../components/states.tsx";
import { useQuery } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { ago, upcoming, when } from "../../words/dates.ts";
import { count, duration } from "../../words/format.ts";
import {
  arrivalWords,
  checkFigures,
  checkState,
  jobName,
  jobState,
  operationsHeadline,
} from "./health.ts";

/** Whether the system runs: what arrives, what waits, what was checked, and every scheduled job. */
export function Operations() {
  if (!may("admin")) return <NoPermission />;
  return <Loaded />;
}

function Loaded() {
  const { data, error, reload } = useResource("operations", "all", () => api.operations(), {
    live: true,
  });
  const { zone } = me.value.workspace;
  if (!data) {
    return error === undefined ? (
      <Skeleton rows={8} height={64} />
    ) : (
      <ErrorNote error={error} retry={reload} />
    );
  }
  const { title, lede } = operationsHeadline(data, zone);
  return (
    <div class="operations">
      <h2 class="answer">{title}</h2>
      <p class="lede">{lede}</p>
      <Arriving data={data} zone={zone} />
      <Outbox data={data} zone={zone} />
      <SelfCheck data={data} zone={zone} />
      <Jobs data={data} zone={zone} />
    </div>
  );
}

type Part = { data: Reply; zone: string };

function Arriving({ data: { arrivals }, zone }: Part) {
  const [query, setQuery] = useQuery();
  const day = query["span"] === "day";
  const counts = day ? arrivals.day : arrivals.hour;
  const minutes = day ? 15 : 1;
  return (
    <section class="section">
      <header>
        <h2>Responses arriving</h2>
        <Switch
          label="Time"
          value={day ? "day" : "hour"}
          onChange={(span) => setQuery({ span: span === "day" ? span : undefined })}
          options={[
            ["hour", "Last hour"],
            ["day", "Last 24 hours"],
          ]}
        />
        <small class="end">
          Responses {day ? "a quarter of an hour" : "a minute"}, {zone.replaceAll("_", " ")} time
        </small>
      </header>
      {counts.some((n) => n > 0) ? (
        <>
          <p>{arrivalWords(counts, minutes)}.</p>
          <Arrivals counts={counts} until={arrivals.until} minutes={minutes} zone={zone} />
        </>
      ) : (
        <p class="lede">
          No response to any survey of this workspace in the {day ? "last 24 hours" : "last hour"}.
        </p>
      )}
    </section>
  );
}

function Outbox({ data: { outbox, now }, zone }: Part) {
  return (
    <section class="section">
      <header>
        <h2>Outbox</h2>
        <small class="end">Messages to your webhooks, counted up to 500 for each</small>
      </header>
      {outbox.waiting === 0 && outbox.dead === 0 ? (
        <p class="lede">Nothing waits.</p>
      ) : (
        <dl class="facts">
          <div>
            <dt>Waiting</dt>
            <dd>{count(outbox.waiting)}</dd>
          </div>
          {outbox.oldest !== null && (
            <div>
              <dt>Oldest</dt>
              <dd>
                {ago(outbox.oldest, zone, now)} <small>{when(outbox.oldest, zone, now)}</small>
              </dd>
            </div>
          )}
          <div>
            <dt>Given up</dt>
            <dd>
              {count(outbox.dead)}{" "}
              {outbox.dead > 0 && <small>can be sent again through the API</small>}
            </dd>
          </div>
        </dl>
      )}
    </section>
  );
}

function SelfCheck({ data: { selfCheck, jobs, now }, zone }: Part) {
  const { state, words } = checkState(selfCheck);
  const job = jobs.find(({ name }) => name === "self-check");
  return (
    <section class="section">
      <header>
        <h2>Self-check</h2>
        <small class="end">Recounts each night what the figures are made of</small>
      </header>
      <p>
        <span class={`status ${state}`}>{words}</span>
      </p>
      <dl class="facts">
        {selfCheck && (
          <div>
            <dt>Ended</dt>
            <dd>{when(selfCheck.at, zone, now)}</dd>
          </div>
        )}
        {selfCheck &&
          checkFigures(selfCheck).map(([name, n]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{count(n)}</dd>
            </div>
          ))}
        {job && (
          <div>
            <dt>Next</dt>
            <dd>{upcoming(job.next, zone, now)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Jobs({ data: { jobs, now }, zone }: Part) {
  return (
    <section class="section">
      <header>
        <h2>Scheduled jobs</h2>
        <small class="end">The last run of each, for the whole system</small>
      </header>
      <table class="jobs cards">
        <caption class="sr">Scheduled jobs</caption>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">Last run</th>
            <th scope="col">Began</th>
            <th scope="col" class="num">
              Took
            </th>
            <th scope="col" class="num">
              Next
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => {
            const { state, words } = jobState(job);
            return (
              <tr key={job.name}>
                <th scope="row">{jobName(job.name)}</th>
                <td>
                  <span class={`status ${state}`}>{words}</span>
                </td>
                <td {...(job.startedAt !== null && { "data-label": "Began" })}>
                  {job.startedAt !== null && when(job.startedAt, zone, now)}
                </td>
                <td class="num" {...(job.tookMs !== null && { "data-label": "Took" })}>
                  {job.tookMs !== null && duration(job.tookMs)}
                </td>
                <td class="num" data-label="Next">
                  {upcoming(job.next, zone, now)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
