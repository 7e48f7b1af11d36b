import { optionsOf } from "../../../domain/survey/changes.ts";
import { sayIn } from "../../../domain/survey/ask.ts";
import { scaleOf } from "../../../domain/scores/scale.ts";
import type { Question } from "../../../domain/wire/survey.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { Histogram } from "../../charts/histogram.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useResource } from "../../state/resource.ts";
import { count, percent, plural } from "../../words/format.ts";
import { kindName } from "../../words/names.ts";

const counted = ({ kind }: Question) =>
  kind === "single" || kind === "multiple" || kind === "score";

/** What was answered to the questions beside the main one. */
export function Questions({
  survey,
  from,
  to,
  main,
}: {
  survey: Survey;
  from: string;
  to: string;
  main: string;
}) {
  const definition = survey.published ?? survey.draft;
  const others = definition.questions.filter(
    (question) => question.id !== main && counted(question),
  );
  if (others.length === 0) return null;
  return (
    <section class="section">
      <header>
        <h2>Other questions</h2>
      </header>
      <div class="columns question-results">
        {others.map((question) => (
          <One
            key={question.id}
            survey={survey}
            question={question}
            language={definition.language}
            from={from}
            to={to}
          />
        ))}
      </div>
    </section>
  );
}

function One({
  survey,
  question,
  language,
  from,
  to,
}: {
  survey: Survey;
  question: Question;
  language: string;
  from: string;
  to: string;
}) {
  const { data, error, reload } = useResource(
    `question ${survey.id} ${question.id}`,
    `${from} ${to}`,
    () => api.scores(survey.id, { from, to, question: question.id }),
    { live: true },
  );
  return (
    <div class="question-result">
      <h3>{sayIn(question.text, language, language)}</h3>
      <small>
        {kindName(question)}
        {data && `, ${plural(data.n, "answer")}`}
      </small>
      {error !== undefined && !data && <ErrorNote error={error} retry={reload} />}
      {!data && error === undefined && <Skeleton rows={3} height={36} />}
      {data && question.kind === "score" && (
        <Histogram scale={scaleOf(question)} counts={data.counts} />
      )}
      {data && question.kind !== "score" && (
        <Options question={question} language={language} counts={data.counts} />
      )}
    </div>
  );
}

function Options({
  question,
  language,
  counts,
}: {
  question: Question;
  language: string;
  counts: readonly number[];
}) {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const rows = optionsOf(question)
    .map((option, i) => ({ text: sayIn(option.text, language, language), n: counts[i] ?? 0 }))
    .toSorted((a, b) => b.n - a.n);
  const most = Math.max(1, ...rows.map(({ n }) => n));
  return (
    <dl class="funnel options">
      {rows.map(({ text, n }) => (
        <div key={text}>
          <dt>{text}</dt>
          <dd>
            {count(n)}{" "}
            {question.kind === "single" && total > 0 && <small>{percent(n / total)}</small>}
          </dd>
          <dd class="meter">
            <svg aria-hidden="true">
              <rect class="of" width="100%" height="6" rx="2" />
              <rect class="is" width={`${((100 * n) / most).toFixed(1)}%`} height="6" rx="2" />
            </svg>
          </dd>
        </div>
      ))}
    </dl>
  );
}
