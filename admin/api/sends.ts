import * as v from "valibot";
import { Ok } from "../../domain/wire/common.ts";
import {
  Deliverability,
  MailPreview,
  type MailSettings,
  Mailing,
  MergeBlock,
  type MergeTool,
  type PreviewMail,
} from "../../domain/wire/mail.ts";
import { Suppressed, Suppressions } from "../../domain/wire/people.ts";
import {
  type CreateSend,
  type InvitationState,
  Invitations,
  type SaveSend,
  Send,
  SendOutlook,
  Sends,
  type SettleUnknown,
  type TestSend,
} from "../../domain/wire/sends.ts";
import { get, patch, post, put, remove, search } from "./client.ts";

type Input<T extends v.GenericSchema> = v.InferInput<T>;

/** What the screens about mail ask of the server, apart from the rest so that they load it with them. */
export const mailApi = {
  sends: (survey?: string, cursor?: string) => get(Sends, "/sends", { survey, cursor }),
  send: (id: string) => get(Send, `/sends/${id}`),
  createSend: (body: Input<typeof CreateSend>) => post(Send, "/sends", body),
  saveSend: (id: string, body: Input<typeof SaveSend>) => patch(Send, `/sends/${id}`, body),
  moveSend: (id: string, to: "live" | "paused" | "cancelled") =>
    post(Send, `/sends/${id}/move`, { to }),
  testSend: (id: string, body: Input<typeof TestSend>) => post(Ok, `/sends/${id}/test`, body),
  outlook: (id: string) => get(SendOutlook, `/sends/${id}/outlook`),
  invitations: (id: string, state?: InvitationState, cursor?: string) =>
    get(Invitations, `/sends/${id}/invitations`, { state, cursor }),
  settle: (id: string, body: Input<typeof SettleUnknown>) =>
    post(Send, `/sends/${id}/settle`, body),

  mailing: () => get(Mailing, "/mail"),
  saveMailing: (body: Input<typeof MailSettings>) => put(Mailing, "/mail", body),
  deliverability: () => get(Deliverability, "/mail/deliverability"),
  preview: (survey: string, body: Input<typeof PreviewMail>) =>
    post(MailPreview, `/surveys/${survey}/mail/preview`, body),
  block: (survey: string, tool: MergeTool, language?: string) =>
    get(MergeBlock, `/surveys/${survey}/mail/block`, { tool, language }),

  suppressions: (email?: string) => get(Suppressions, "/suppressions", { email }),
  suppress: (emails: string[]) => post(Suppressed, "/suppressions", { emails }),
  lift: (email: string) => remove(Ok, `/suppressions${search({ email })}`),
};
