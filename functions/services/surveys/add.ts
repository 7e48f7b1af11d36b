import type { TenantContext } from "../../context.ts";
import type { NewSurvey, SurveysRepository } from "../../db/repositories/surveys.ts";
import { prefixedId } from "../../../domain/survey/ids.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";

/**
 * Stores a new survey under ids of its own. The slug is its name in plain letters and six random
 * ones, so that nobody can guess the link of a survey that was not shared.
 * @returns its id
 */
export async function addSurvey(
  ctx: TenantContext,
  deps: { surveys: SurveysRepository },
  survey: Omit<NewSurvey, "id" | "slug">,
  action: "survey.create" | "survey.duplicate",
  detail: Record<string, unknown>,
): Promise<string> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const id = prefixedId("sv", ctx.random(10));
    const slug = `${plain(survey.name)}-${prefixedId("sv", ctx.random(10)).slice(-6)}`;
    const audit = auditOf(ctx, action, id, detail);
    if (await deps.surveys.add(ctx.workspace, { ...survey, id, slug }, audit)) return id;
  }
  throw new AppError("taken");
}

function plain(name: string): string {
  const letters = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    letters
      .replace(/[^a-z0-9]+/gu, "-")
      .replace(/^-|-$/gu, "")
      .slice(0, 40)
      .replace(/-$/u, "") || "survey"
  );
}
