import { Ok } from "../../domain/wire/common.ts";
import * as wire from "../../domain/wire/share.ts";
import { get, patch, post, remove } from "./client.ts";

/** Links of a survey that are handed out, apart from the calls of the first load. */
export const shareApi = {
  links: (survey: string) => get(wire.ShareLinks, `/surveys/${survey}/links`),
  createLink: (survey: string, body: wire.CreateShareLink) =>
    post(wire.ShareLink, `/surveys/${survey}/links`, body),
  saveLink: (survey: string, code: string, body: wire.SaveShareLink) =>
    patch(wire.ShareLink, `/surveys/${survey}/links/${code}`, body),
  removeLink: (survey: string, code: string) => remove(Ok, `/surveys/${survey}/links/${code}`),
  createSingleLinks: (survey: string, body: wire.CreateSingleLinks) =>
    post(wire.SingleLinks, `/surveys/${survey}/single-links`, body),
};
