import type { SegmentRules } from "../../../domain/wire/people.ts";
import { ruleFits } from "../../../domain/wire/survey.ts";
import { AppError } from "../../errors.ts";

/** @throws AppError invalid for rules that lack what they compare with, or whose band is upside down */
export function checkRules({ attributes = [], scored }: SegmentRules): void {
  const bad = attributes.findIndex((rule) => !ruleFits(rule));
  const fields = {
    ...(bad >= 0 && {
      [`rules.attributes.${bad}.values`]:
        "needs what to compare with; more and less need one number",
    }),
    ...(scored && scored.min > scored.max && { "rules.scored.min": "must not be above max" }),
  };
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}
