import { primaryQuestion } from "../../../domain/survey/questions.ts";
import type { Letter } from "../../../domain/wire/sends.ts";
import { say } from "../../../domain/survey/say.ts";
import type { Context } from "../../context.ts";
import type { CollectRepository } from "../../db/repositories/collect.ts";
import type { LinksRepository } from "../../db/repositories/links.ts";
import { type ComposeDeps, composer } from "../sends/compose.ts";
import { DEMO_SENDER } from "../demo/sends.ts";
import { liveSurvey } from "../sites/live.ts";

/** The mail of the sample data. */
const LETTER: Letter = {
  subject: say(
    "One question about your order",
    "Eine Frage zu Ihrer Bestellung",
    "Une question sur votre commande",
    "Una pregunta sobre tu pedido",
  ),
  preview: say(
    "It takes ten seconds.",
    "Es dauert zehn Sekunden.",
    "Dix secondes suffisent.",
    "Son diez segundos.",
  ),
  intro: say(
    "Hello {{first_name|there}},\n\nthank you for your order. How was it?",
    "Guten Tag {{first_name|}},\n\ndanke für Ihre Bestellung. Wie war es?",
    "Bonjour {{first_name|}},\n\nmerci de votre commande. Comment cela s'est-il passé ?",
    "Hola, {{first_name|}}:\n\ngracias por tu pedido. ¿Qué tal fue?",
  ),
};

export type SampleMail = { to: string; subject: string; html: string; text: string; at: number };

/** The newest invitation of a sample survey as its mail, with links that work. */
export async function sampleMail(
  ctx: Context,
  deps: ComposeDeps & { links: LinksRepository; collect: CollectRepository },
): Promise<SampleMail | undefined> {
  const invitation = await deps.links.newestDemo();
  const survey = invitation && (await liveSurvey(ctx.now, deps, "id", invitation.survey));
  const definition = survey?.definitions[0];
  if (!invitation || !survey || !definition || !primaryQuestion(definition)) return undefined;
  const write = composer(deps, {
    workspace: survey.workspace,
    workspaceName: survey.siteName,
    mail: DEMO_SENDER,
    survey: definition,
    letter: LETTER,
  });
  const to = invitation.email ?? "somebody@example.com";
  return write(
    {
      invitation: invitation.id,
      step: 1,
      to,
      language: null,
      attributes: { first_name: "Jonas" },
      kind: "invitation",
    },
    ctx.now,
  );
}
