import type { ShareLinks } from "../../../domain/wire/share.ts";
import type { TenantContext } from "../../context.ts";
import type { ShareRepository } from "../../db/repositories/share.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { found } from "../../errors.ts";
import { shapeLink } from "./shape.ts";

type Deps = {
  share: ShareRepository;
  surveys: SurveysRepository;
  settings: { PUBLIC_ORIGIN: string };
};

/** The links of a survey, newest first. @throws AppError not_found */
export async function listLinks(
  ctx: TenantContext,
  deps: Deps,
  survey: string,
): Promise<ShareLinks> {
  found(await deps.surveys.head(ctx.workspace, survey));
  const stored = await deps.share.list(ctx.workspace, survey);
  return { items: stored.map((link) => shapeLink(deps.settings, link)), next: null };
}
