import type { SaveShareLink, ShareLink } from "../../../domain/wire/share.ts";
import type { TenantContext } from "../../context.ts";
import type { ShareRepository } from "../../db/repositories/share.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { checkLink } from "./check.ts";
import { shapeLink } from "./shape.ts";

type Deps = {
  share: ShareRepository;
  surveys: SurveysRepository;
  settings: { PUBLIC_ORIGIN: string };
};

/** Changes what a link fills in and when it works; what is left out stays. @throws AppError not_found, invalid */
export async function saveLink(
  ctx: TenantContext,
  deps: Deps,
  survey: string,
  code: string,
  changes: SaveShareLink,
): Promise<ShareLink> {
  const { definition } = found(await deps.surveys.head(ctx.workspace, survey));
  const stored = found(await deps.share.get(ctx.workspace, survey, code));
  const next = { ...stored, ...changes };
  checkLink(definition, {
    ...(changes.prefill && { prefill: changes.prefill }),
    opensAt: next.opensAt,
    closesAt: next.closesAt,
  });
  const audit = auditOf(ctx, "share.save", code, { survey, name: next.name });
  await deps.share.save(ctx.workspace, survey, code, changes, audit);
  return shapeLink(deps.settings, next);
}
