import { DEMO_SEED, demoPlan } from "../../../domain/demo/plan.ts";
import type { DemoOffer } from "../../../domain/wire/setup.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { CollectRepository } from "../../db/repositories/collect.ts";
import type { DemoSet } from "../../db/repositories/demo.ts";
import type { KeysRepository } from "../../db/repositories/keys.ts";
import type { LinksRepository } from "../../db/repositories/links.ts";
import { found } from "../../errors.ts";
import { createKey } from "../accounts/create-key.ts";
import { createInvitation } from "../links/invite.ts";
import { slugOf } from "./slug.ts";

export type OfferDeps = {
  keys: KeysRepository;
  collect: CollectRepository;
  links: LinksRepository;
  signer: Signer;
  settings: { PUBLIC_ORIGIN: string };
};

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
  const { links } = await createInvitation(ctx, deps, {
    survey: surveys.nps.id,
    email: "jonas.weber@example.com",
    language: "en",
  });
  return { siteKey: set.site, apiKey: key.secret, surveys, oneClick: links };
}
