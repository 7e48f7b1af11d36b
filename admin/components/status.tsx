import type { SurveySummary } from "../../domain/wire/surveys.ts";
import { SURVEY_STATES } from "../words/names.ts";

/** Where a survey stands, as a dot and words. */
export function SurveyStatus({ survey }: { survey: SurveySummary }) {
  const words = survey.archivedAt === null ? SURVEY_STATES[survey.state] : "Archived";
  const version =
    survey.version > 0 && survey.archivedAt === null ? `, version ${survey.version}` : "";
  return (
    <span class={`status ${survey.archivedAt === null ? survey.state : "draft"}`}>
      {words}
      {version}
    </span>
  );
}
