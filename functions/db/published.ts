import { and, eq } from "drizzle-orm";
import { surveyVersions, surveys } from "./schema/index.ts";

/** Joins a survey to the version that it shows now; none for a draft that was never published. */
export const isPublished = and(
  eq(surveyVersions.workspaceId, surveys.workspaceId),
  eq(surveyVersions.surveyId, surveys.id),
  eq(surveyVersions.version, surveys.version),
);
