import { v7 } from "uuid";
import { makeContext } from "../../../functions/world.ts";
import { makeDeps } from "../../../functions/deps.ts";
import { settingsOf } from "../../../functions/env.ts";
import { AppError } from "../../../functions/errors.ts";
import { makeInvitation } from "../../../functions/services/sends/make-links.ts";
import { recordMany } from "../../../functions/services/responses/record.ts";
import { readPage } from "../page.ts";
import type { Gate } from "./gate.ts";

/** Every way an answer can come in. */
export const PATHS = [
  "widget",
  "hosted form",
  "e-mail script",
  "e-mail form",
  "API",
  "import",
  "bulk",
] as const;
export type Path = (typeof PATHS)[number];

type Given = {
  answers?: Record<string, number | string>;
  /** Content of the field that people do not see. */
  hp?: string;
  /** The sender's network address. */
  address?: string;
};

/** One answer that may be sent, once or again. */
export interface Offering {
  submission: string;
  /** Headers of the last reply. */
  headers: Headers;
  /** @returns the status */
  send(given?: Given): Promise<number>;
  /** Path that it is posted to. */
  to: string;
}

/** Gets everything ready to answer a survey on a path, as its visitor would. */
export async function offeringOn(
  gate: Gate,
  path: Path,
  survey: { id: string; slug: string },
  { person }: { person?: string } = {},
): Promise<Offering> {
  const { submission, to, post } = await OPENERS[path](gate, survey, person);
  const offering: Offering = {
    submission,
    to,
    headers: new Headers(),
    async send(given = {}) {
      const reply = await post({ answers: { q1: 9 }, ...given });
      offering.headers = reply.headers;
      return reply.status;
    },
  };
  return offering;
}

type Opener = (
  gate: Gate,
  survey: { id: string; slug: string },
  person: string | undefined,
) => Promise<{
  submission: string;
  to: string;
  post: (given: Given & { answers: object }) => Promise<Pick<Response, "status" | "headers">>;
}>;

const from = (address?: string): Record<string, string> =>
  address === undefined ? {} : { "cf-connecting-ip": address };

const fields = (values: object) =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));

const ofServer =
  (channel: "api" | "import"): Opener =>
  async (gate, survey, person) => {
    const submission = v7();
    const base = { wire: 1, survey: survey.id, submission, complete: true, channel };
    return {
      submission,
      to: "/api/v1/responses",
      post: ({ answers }) =>
        gate.app.post(
          "/api/v1/responses",
          { ...base, answers, ...(person !== undefined && { person: { id: person } }) },
          gate.key,
        ),
    };
  };

const ofInvitation =
  (form: boolean): Opener =>
  async (gate, survey, person) => {
    const { app, home, clock } = gate;
    const ctx = { ...makeContext(clock.now, () => undefined), workspace: home.workspace };
    const actor = { kind: "system" as const, id: "test" };
    const invitation = await makeInvitation(
      { ...ctx, actor },
      makeDeps(settingsOf(app.env), app.env),
      survey.id,
      person === undefined ? {} : { person },
    );
    const link = new URL(invitation.links[9] ?? "").pathname;
    const page = await (await app.request(link)).text();
    const visit = readPage<{ visit: string }>(page).data.visit ?? "";
    const evidence = { touched: true, dwell: 900, webdriver: false };
    return {
      submission: invitation.id,
      to: link,
      post: ({ answers, hp, address }) =>
        form
          ? app.request(link, {
              method: "POST",
              headers: from(address),
              body: fields({ visit, hp: hp ?? "", ...answers }),
            })
          : app.post(
              link,
              {
                visit,
                rev: 0,
                answers,
                complete: true,
                evidence: { ...evidence, ...(hp !== undefined && { hp }) },
              },
              from(address),
            ),
    };
  };

const OPENERS: Record<Path, Opener> = {
  widget: async (gate, survey, person) => {
    const sent = gate.body({
      survey: survey.id,
      ...(person !== undefined && { person: { id: person } }),
    });
    // Its survey is known before it is answered, as after a visit to the page.
    await gate.app.post("/v1/in", gate.body({ survey: survey.id, answers: { q1: "known" } }));
    return {
      submission: sent.submission,
      to: "/v1/in",
      post: ({ answers, hp, address }) =>
        gate.app.post(
          "/v1/in",
          { ...sent, answers, ...(hp !== undefined && { hp }) },
          from(address),
        ),
    };
  },
  "hosted form": async ({ app }, survey) => {
    const page = await (await app.request(`/s/${survey.slug}`)).text();
    const submission = /name="submission" value="([^"]+)"/u.exec(page)?.[1] ?? "";
    return {
      submission,
      to: `/s/${survey.slug}`,
      post: ({ answers, hp, address }) =>
        app.request(`/s/${survey.slug}`, {
          method: "POST",
          headers: from(address),
          body: fields({ submission, hp: hp ?? "", ...answers }),
        }),
    };
  },
  "e-mail script": ofInvitation(false),
  "e-mail form": ofInvitation(true),
  API: ofServer("api"),
  import: ofServer("import"),
  /** Sample data and imports: many at once, by the same gate. */
  bulk: async ({ app, home, clock }, survey, person) => {
    const ctx = { ...makeContext(clock.now, () => undefined), workspace: home.workspace };
    const submission = v7();
    return {
      submission,
      to: "",
      async post({ answers }) {
        const one = {
          wire: 1 as const,
          survey: survey.id,
          submission,
          complete: true,
          answers: answers as Record<string, number>,
          ...(person !== undefined && { person: { id: person } }),
        };
        const now = { ...ctx, now: clock.now, actor: { kind: "system" as const, id: "test" } };
        const status = await recordMany(now, makeDeps(settingsOf(app.env), app.env), [one]).then(
          () => 200,
          (error: unknown) => (error instanceof AppError ? error.status : 500),
        );
        return { status, headers: new Headers() };
      },
    };
  },
};
