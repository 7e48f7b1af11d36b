import type { CreateShareLink, ShareLink, SingleLinks } from "../../../domain/wire/share.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import { seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { npsDefinition } from "../../support/definitions.ts";
import { readPage } from "../../support/page.ts";

export const NOON = Date.UTC(2026, 5, 1, 12);

/** A survey in two languages: a score, a text, a choice of one and of several, a consent. */
export const links: Definition = {
  ...npsDefinition,
  questions: [
    npsDefinition.questions[0]!,
    { id: "q2", kind: "text", long: false, text: "Why, {{plan|friend}}?" },
    {
      id: "q3",
      kind: "single",
      text: "Where?",
      options: [
        { id: "o1", text: "Shop" },
        { id: "o2", text: "Web" },
      ],
      other: { id: "o9", text: "Elsewhere" },
    },
    {
      id: "q4",
      kind: "multiple",
      text: "What?",
      options: [
        { id: "o1", text: "Price" },
        { id: "o2", text: "Speed" },
      ],
    },
    { id: "q5", kind: "consent", text: "May we write?" },
  ],
  thanks: { title: { en: "Thank you", de: "Danke" } },
};

/** What the data block of a hosted page holds, as far as tests read it. */
export type Data = {
  ask: { lang: string };
  prefill: object;
  attributes: object;
  link: string;
  submission: string;
  rev: number;
};

/** A workspace with an admin and one live survey, at a time that tests set. */
export async function openShare() {
  const clock = { now: NOON };
  const app = await testApp({ now: () => clock.now });
  const home = await seedWorkspace(app);
  const survey = await seedSurvey(app, home, { definition: links });
  const { headers } = await seedMember(app, home.workspace, "admin");
  const path = `/api/v1/surveys/${survey.id}`;
  const json = async <T>(reply: Promise<Response>) => (await (await reply).json()) as T;
  return {
    app,
    clock,
    home,
    survey,
    headers,
    path,
    link: (body: Partial<CreateShareLink> = {}) =>
      json<ShareLink>(app.post(`${path}/links`, { name: "Counter", ...body }, headers)),
    single: async (body: object): Promise<string[]> => {
      const made = await json<SingleLinks>(app.post(`${path}/single-links`, body, headers));
      return made.items.map(({ url }) => new URL(url).pathname);
    },
    async open(address: string, more: Record<string, string> = {}) {
      const reply = await app.request(address, { headers: more });
      const { html, data } = readPage<Data>(await reply.text());
      return { status: reply.status, headers: reply.headers, html, data };
    },
    /** What the page's script posts. */
    answer: (more: object = {}) =>
      app.post("/v1/in", {
        wire: 1,
        site: home.site,
        survey: survey.id,
        submission: crypto.randomUUID(),
        answers: { q1: 9 },
        complete: true,
        channel: "link",
        ...more,
      }),
    form: (address: string, fields: Record<string, string>) =>
      app.request(address, { method: "POST", body: new URLSearchParams(fields) }),
    row: async (submission: string) =>
      (
        await app.run(
          "select score, state, person, person_proven, attributes, language, rev, complete from responses where submission = ?",
          [submission],
        )
      )[0],
    count: async () => (await app.run("select count(*) as n from responses"))[0]?.["n"],
  };
}
