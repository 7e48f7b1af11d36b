import "./why.css";
import { Check, Clock, Dices, type IconNode, X } from "lucide";
import { useRoute } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";
import type { Why, WhyCheck, WhyQuestion } from "../../../domain/wire/why.ts";
import { ApiError, api } from "../../api/client.ts";
import { Icon } from "../../components/icon.tsx";
import { Empty, ErrorNote, NoPermission, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { dateOf } from "../../words/dates.ts";
import { SURVEY_STATES } from "../../words/names.ts";
import { SiteScreen } from "./frame.tsx";
import { WhyForm } from "./why-form.tsx";
import { formOf, queryOf, questionOf } from "./why-query.ts";
import {
  type Telling,
  type WhySurvey,
  causeWords,
  reasonWords,
  ruleName,
  ruleWords,
  verdictWords,
  whyHeadline,
} from "./why-words.ts";

/** For a person and a page: why each survey of a site would ask, or would not, rule by rule. */
export default function WhyPage() {
  const { id = "" } = useRoute().params;
  const health = useResource(`site ${id}`, "health", () => api.site(id));
  const site = health.data?.site;
  return (
    <SiteScreen id={id} name={site?.name} tab="why">
      {may("analyst") ? (
        <>
          {health.error !== undefined && <ErrorNote error={health.error} retry={health.reload} />}
          {!site && health.error === undefined && <Skeleton rows={6} height={64} />}
          {site && <Asked site={id} page={site.seenPage} />}
        </>
      ) : (
        <NoPermission />
      )}
    </SiteScreen>
  );
}

/** @param page the one that carried the tag last, to begin with */
function Asked({ site, page }: { site: string; page: string | null }) {
  const [query, setQuery] = useQuery();
  const { zone } = me.value.workspace;
  const form = formOf(query);
  const question = questionOf(form, zone);
  const why = useResource(
    `why ${site}`,
    question ? JSON.stringify(question) : null,
    // Without a question nothing is asked.
    () => api.why(site, question as WhyQuestion),
  );
  const problems =
    why.error instanceof ApiError && why.error.status === 422 ? why.error.fields : {};
  const results = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  // On a phone the answer stands below the form.
  useEffect(() => {
    if (asked.current && why.fresh) results.current?.scrollIntoView({ block: "nearest" });
  }, [why.data, why.fresh]);
  return (
    <div class="why">
      <WhyForm
        form={form.page === undefined && page !== null ? { ...form, page } : form}
        problems={problems}
        busy={why.loading}
        onAsk={(next) => {
          asked.current = true;
          const [before, after] = [queryOf(form), queryOf(next)];
          // The same question again: things may have changed since.
          if (JSON.stringify(before) === JSON.stringify(after)) why.reload();
          else setQuery(after, true);
        }}
      />
      <div ref={results} class="why-results" aria-busy={why.loading} aria-live="polite">
        {!question && (
          <Empty title="Whom, and where?">
            Describe a visitor on a page. Every survey of this site then says whether it would ask,
            and which rule decides.
          </Empty>
        )}
        {question && Object.keys(problems).length > 0 && (
          <p class="lede">Something in the description is not understood. It is marked.</p>
        )}
        {question && why.error !== undefined && Object.keys(problems).length === 0 && (
          <ErrorNote error={why.error} retry={why.reload} />
        )}
        {question && !why.data && why.error === undefined && <Skeleton rows={5} height={64} />}
        {question && why.data && why.error === undefined && <Answer why={why.data} />}
      </div>
    </div>
  );
}

function Answer({ why }: { why: Why }) {
  const { zone } = me.value.workspace;
  const telling: Telling = { at: why.at, zone, names: why.names };
  const { title, lede } = whyHeadline(why, telling);
  return (
    <>
      <h2>{title}</h2>
      <p class="lede">{lede}</p>
      <ul class="why-surveys">
        {why.surveys.map((survey) => (
          <li key={survey.id}>
            <OneSurvey survey={survey} telling={telling} />
          </li>
        ))}
      </ul>
      <History why={why} telling={telling} />
    </>
  );
}

const DOTS: Record<WhySurvey["verdict"], string> = {
  asks: "live",
  behind: "paused",
  waits: "paused",
  chance: "paused",
  no: "draft",
};

function OneSurvey({ survey, telling }: { survey: WhySurvey; telling: Telling }) {
  const href = useHref();
  return (
    <details open={survey.verdict === "asks"}>
      <summary>
        <span class="name">
          {survey.name}
          {survey.state !== "live" && <small> {SURVEY_STATES[survey.state]}</small>}
        </span>
        <span class={`status ${DOTS[survey.verdict]}`}>{verdictWords(survey)}</span>
        <span class="reason">{reasonWords(survey, telling)}</span>
      </summary>
      <ol class="rules">
        {survey.checks.map((check, i) => (
          <Rule key={i} survey={survey} check={check} telling={telling} />
        ))}
      </ol>
      {may("admin") && (
        <p class="quiet">
          <a href={href(`/app/surveys/${survey.id}/build`, { tab: "where" })}>Change these rules</a>
        </p>
      )}
    </details>
  );
}

const RESULTS: Record<WhyCheck["result"], readonly [icon: IconNode, words: string]> = {
  pass: [Check, "Holds"],
  fail: [X, "Does not hold"],
  waits: [Clock, "Waits"],
  chance: [Dices, "By chance"],
};

function Rule({
  survey,
  check,
  telling,
}: {
  survey: WhySurvey;
  check: WhyCheck;
  telling: Telling;
}) {
  const [icon, words] = RESULTS[check.result];
  return (
    <li class={check.result}>
      <Icon of={icon} />
      <span class="label">{ruleName(check)}</span>
      <span>
        <span class="sr">{words}: </span>
        {ruleWords(survey, check, telling)}
      </span>
    </li>
  );
}

/** What is known of the person, or why nothing is. */
function History({ why: { history }, telling }: { why: Why; telling: Telling }) {
  const { at, zone } = telling;
  return (
    <section class="section">
      <header>
        <h2>What this {history === null ? "visitor" : "person"} was asked</h2>
        <small class="end">Across devices, with a proof of who it is</small>
      </header>
      {history === null && (
        <p class="lede">
          Without an id, rests are kept on the visitor's own device and are not known here.
        </p>
      )}
      {history?.length === 0 && (
        <p class="lede">Nothing is known under this id, so nothing rests.</p>
      )}
      {history !== null && history.length > 0 && (
        <ol class="log">
          {history.map((cause) => (
            <li key={`${cause.survey} ${cause.what} ${cause.at}`}>
              <time dateTime={new Date(cause.at).toISOString()}>{dateOf(cause.at, zone, at)}</time>
              <span>{capital(causeWords(cause, telling, false))}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
