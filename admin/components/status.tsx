import type { SurveySummary } from "../../domain/wire/surveys.ts";
import { SURVEY_STATES } from "../words/names.ts";
import { quotaWords } from "./quota.tsx";

/** Where a survey stands, as a dot and words, with its quota. */
export function SurveyStatus({ survey }: { survey: SurveySummary }) {
  const words = survey.archivedAt === null ? SURVEY_STATES[survey.state] : "Archived";
  const version =
    survey.version > 0 && survey.archivedAt === null ? `, version ${survey.version}` : "";
  const { quota, answered } = survey;
  return (
    <>
      <span class={`status ${survey.archivedAt === null ? survey.state : "draft"}`}>
        {words}
        {version}
      </span>
      {quota !== null && answered !== null && (
        <small class="of-quota">{quotaWords(quota, answered)}</small>
      )}
    </>
  );
}
