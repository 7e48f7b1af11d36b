import { filled } from "../../../domain/survey/prefill.ts";
import type { SaveShareLink } from "../../../domain/wire/share.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import { AppError } from "../../errors.ts";

/**
 * A team's own link must hold together: what it fills in fits the survey, and it opens before it closes.
 * @throws AppError invalid, by field
 */
export function checkLink(
  definition: Definition,
  { prefill, opensAt, closesAt }: Partial<SaveShareLink>,
): void {
  const fields: Record<string, string> = {};
  if (opensAt != null && closesAt != null && opensAt >= closesAt)
    fields["closesAt"] = "must be after it opens";
  const fits = filled(definition.questions, prefill ?? {});
  for (const id of Object.keys(prefill?.answers ?? {})) {
    if (fits.answers[id] === undefined)
      fields[`prefill.answers.${id}`] = "is no answer to this question";
  }
  if (Object.keys(prefill?.attributes ?? {}).length > 40)
    fields["prefill.attributes"] = "at most 40 attributes";
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}
