import { RecipientDomains, VoteHistory } from "../../domain/wire/votes.ts";
import { get } from "./client.ts";

/** Calls about one-click votes. Each rejects with an ApiError. */
export const votesApi = {
  history: (response: string) => get(VoteHistory, `/responses/${response}/votes`),
  recipients: (survey: string) => get(RecipientDomains, `/surveys/${survey}/recipients`),
};
