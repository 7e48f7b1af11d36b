import type { TestSend } from "../../../domain/wire/sends.ts";
import type { Mailer } from "../../adapters/mailer/mailer.ts";
import type { TenantContext } from "../../context.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SendsRepository } from "../../db/repositories/sends.ts";
import { AppError, found } from "../../errors.ts";
import { liveSurvey } from "../sites/live.ts";
import { type ComposeDeps, composer } from "./compose.ts";
import { type LinksDeps, makeInvitation } from "./make-links.ts";
import { storedSend } from "./read.ts";

type Deps = ComposeDeps &
  LinksDeps & { sends: SendsRepository; people: PeopleRepository; mailer: Mailer };

/**
 * Sends a mail to oneself as it will look. Its links work and count nothing. A test is no mail of the
 * day's cap.
 * @throws AppError not_found, invalid when it cannot be sent yet, unavailable when the mailer did not take it
 */
export async function sendTest(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  { to, language }: TestSend,
): Promise<void> {
  const send = await storedSend(ctx, deps, id);
  const home = found(await deps.sends.home(ctx.workspace));
  const survey = await liveSurvey(ctx.now, deps, "id", send.survey);
  const definition = survey?.definitions[0];
  const { mail } = home;
  if (!mail || !definition)
    throw new AppError("invalid", {
      fields: {
        ...(!mail && { mail: "set who mail comes from first" }),
        ...(!definition && { survey: "publish it first" }),
      },
    });
  const [person] = await deps.people.withEmail(ctx.workspace, [to]);
  const invitation = await makeInvitation(ctx, deps, send.survey, {
    email: to,
    language: language ?? person?.language ?? null,
    round: "test",
  });
  const write = composer(deps, {
    workspace: ctx.workspace,
    workspaceName: home.name,
    mail,
    survey: definition,
    letter: send.letter,
  });
  const reader = {
    invitation: invitation.id,
    step: 1,
    to,
    language: language ?? person?.language ?? null,
    attributes: person?.attributes ?? {},
    kind: "test" as const,
  };
  const handed = await deps.mailer.send(await write(reader, ctx.now));
  await deps.mailer.close();
  if (handed !== "accepted")
    throw new AppError("unavailable", {
      message: "The mail server did not take it. Look at the settings of mail.",
    });
}
