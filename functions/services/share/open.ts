import { type Window, within } from "../../../domain/links/window.ts";
import { looksSingle } from "../../../domain/links/single.ts";
import { AMEND_OPEN_MS } from "../../../domain/survey/lifecycle.ts";
import type { Prefill } from "../../../domain/wire/share.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { Context } from "../../context.ts";
import type { CollectRepository, LiveSurvey } from "../../db/repositories/collect.ts";
import { liveLink, liveSurvey } from "../sites/live.ts";
import { isCode } from "./code.ts";
import { checkSingle, claimOf } from "./single.ts";

/** A hosted page that there is, whether or not it takes answers now. */
export type OpenPage = {
  kind: "open";
  survey: LiveSurvey;
  window: Window;
  when: ReturnType<typeof within>;
  prefill: Prefill;
  /** The code or token, where it was opened by one. */
  link?: string;
  /** The one answer that the link takes: what it is stored as, its next revision, or that it is given. */
  single?: { submission: string; rev: number; answered: boolean };
};

/**
 * What stands behind the last part of a hosted address: a survey's slug, the code of a link, or a
 * token. Nothing is written. Whatever is wrong with a token is one answer, `bad`.
 */
export async function openPage(
  ctx: Context,
  deps: { collect: CollectRepository; signer: Signer },
  key: string,
): Promise<OpenPage | { kind: "none" } | { kind: "bad" }> {
  if (looksSingle(key)) return openSingle(ctx, deps, key);
  const link = isCode(key) ? await liveLink(ctx.now, deps, key) : undefined;
  const survey = await (link
    ? liveSurvey(ctx.now, deps, "id", link.survey)
    : liveSurvey(ctx.now, deps, "slug", key));
  if (!survey || survey.state === "draft") return { kind: "none" };
  const window = { opensAt: link?.opensAt ?? null, closesAt: link?.closesAt ?? null };
  return {
    kind: "open",
    survey,
    window,
    when: within(window, ctx.now),
    prefill: link?.prefill ?? {},
    ...(link && { link: key }),
  };
}

async function openSingle(
  ctx: Context,
  deps: { collect: CollectRepository; signer: Signer },
  token: string,
): Promise<OpenPage | { kind: "none" } | { kind: "bad" }> {
  const claim = claimOf(token);
  const survey = claim && (await liveSurvey(ctx.now, deps, "id", claim.survey));
  const single = survey && (await checkSingle(deps.signer, survey, token));
  if (!single) return { kind: "bad" };
  if (survey.state === "draft") return { kind: "none" };
  const { submission, closesAt } = single;
  const { stored } = await deps.collect.submission(survey.workspace, survey.id, submission, null);
  const window = { opensAt: null, closesAt };
  return {
    kind: "open",
    survey,
    window,
    when: within(window, ctx.now),
    prefill: {},
    link: token,
    single: {
      submission,
      rev: stored ? stored.rev + 1 : 0,
      // What was begun may be finished as long as it can be amended.
      answered: !!stored && (stored.complete || ctx.now >= stored.createdAt + AMEND_OPEN_MS),
    },
  };
}
