import type { CreateShareLink, ShareLink } from "../../../domain/wire/share.ts";
import type { TenantContext } from "../../context.ts";
import type { ShareRepository } from "../../db/repositories/share.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { checkLink } from "./check.ts";
import { newCode } from "./code.ts";
import { REMOVE } from "./remove.ts";
import { shapeLink } from "./shape.ts";

/** A link that was deleted can be had again this long, under the code that may stand on posters. */
const UNDO_MS = 3_600_000;

type Deps = {
  share: ShareRepository;
  surveys: SurveysRepository;
  settings: { PUBLIC_ORIGIN: string };
};

/**
 * A new link under a code of its own. With a code it is one that this workspace deleted just now;
 * nobody can take a code that was another's.
 * @throws AppError not_found, invalid, taken
 */
export async function createLink(
  ctx: TenantContext,
  deps: Deps,
  survey: string,
  { code: wanted, ...body }: CreateShareLink,
): Promise<ShareLink> {
  const { definition } = found(await deps.surveys.head(ctx.workspace, survey));
  checkLink(definition, body);
  const since = ctx.now - UNDO_MS;
  if (
    wanted !== undefined &&
    !(await deps.share.wasRemoved(ctx.workspace, survey, wanted, since, REMOVE))
  ) {
    throw new AppError("invalid", {
      fields: { code: "was not deleted here within the last hour" },
    });
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    const link = {
      code: wanted ?? newCode(ctx.random),
      surveyId: survey,
      name: body.name,
      prefill: body.prefill ?? {},
      opensAt: body.opensAt ?? null,
      closesAt: body.closesAt ?? null,
      createdAt: ctx.now,
    };
    const audit = auditOf(ctx, "share.create", link.code, { survey, name: link.name });
    if (await deps.share.add(ctx.workspace, link, audit)) return shapeLink(deps.settings, link);
  }
  const before = wanted && (await deps.share.get(ctx.workspace, survey, wanted));
  // The same request once more: it is back already.
  if (before) return shapeLink(deps.settings, before);
  throw new AppError("taken", { message: "A survey has at most 200 links. Delete one first." });
}
