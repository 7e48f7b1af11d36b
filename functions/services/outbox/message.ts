import { responseId } from "../../../domain/survey/ids.ts";
import type { ResponseRecorded } from "../../../domain/wire/webhooks.ts";
import type { ToldResponse } from "../../db/repositories/outbox.ts";

/**
 * What a receiver is told of a response. A person's id is told only where a signature proved it:
 * anyone can claim one on a page.
 */
export function responseRecorded(response: ToldResponse): ResponseRecorded {
  return {
    type: "response.recorded",
    timestamp: new Date(response.createdAt).toISOString(),
    data: {
      id: responseId(response.createdAt, response.row),
      survey: { id: response.survey, name: response.surveyName },
      version: response.version,
      channel: response.channel,
      score: response.score,
      answers: response.answers,
      texts: response.texts ?? {},
      complete: response.complete === 1,
      language: response.language,
      attributes: response.attributes ?? {},
      person:
        response.person !== null && response.personProven === 1 ? { id: response.person } : null,
    },
  };
}
