import { DEMO_SEED, demoPlan } from "../../../domain/demo/plan.ts";
import type { DemoOffer } from "../../../domain/wire/setup.ts";
import type { TenantContext } from "../../context.ts";
import type { DemoSet } from "../../db/repositories/demo.ts";
import type { KeysRepository } from "../../db/repositories/keys.ts";
import { found } from "../../errors.ts";
import { createKey } from "../accounts/create-key.ts";
import { type LinksDeps, makeInvitation } from "../sends/make-links.ts";
import { slugOf } from "./slug.ts";

export type OfferDeps = { keys: KeysRepository } & LinksDeps;

/** Makes what whoever tries the product needs: a key, and one mail's eleven one-click links. */
export async function demoOffer(
  ctx: TenantContext,
  deps: OfferDeps,
  set: DemoSet,
): Promise<DemoOffer> {
  const [nps, csat, ces] = demoPlan(DEMO_SEED, set.since).surveys.map(
    ({ slug, definition, textQuestion, min }) => {
      const stored = set.surveys.find((survey) => slugOf(survey.slug) === slug);
      return (
        stored && {
          id: stored.id,
          slug: stored.slug,
          score: definition.questions[0]?.id ?? "",
          text: textQuestion(min) ?? "",
        }
      );
    },
  );
  const surveys = { nps: found(nps), csat: found(csat), ces: found(ces) };
  const key = await createKey(ctx, deps, {
    name: "Sample data",
    scopes: ["responses:write", "results:read", "people:write", "surveys:write", "themes:write"],
  });
  const { links } = await makeInvitation(ctx, deps, surveys.nps.id, {
    email: "jonas.weber@example.com",
    language: "en",
  });
  return { siteKey: set.site, apiKey: key.secret, surveys, oneClick: links };
}
