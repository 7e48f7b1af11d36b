import fc from "fast-check";
import { v7 } from "uuid";
import {
  type TestApp,
  npsDefinition,
  seedKey,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../app.ts";
import { rounds } from "./size.ts";

/** Monday noon, 1 June 2026. */
export const NOON = Date.UTC(2026, 5, 1, 12);

/** Score q1, text q2, choice q3 with "other", e-mail q4, consent q5, single q6. */
export const everyKind: typeof npsDefinition = {
  ...npsDefinition,
  questions: [
    ...npsDefinition.questions,
    { id: "q4", kind: "email", text: "Your address?" },
    { id: "q5", kind: "consent", text: "May we write to you?" },
    {
      id: "q6",
      kind: "single",
      text: "Which plan?",
      options: [
        { id: "o1", text: "Free" },
        { id: "o2", text: "Paid" },
      ],
    },
  ],
};

/** A live survey with every kind of question behind the real application, and its clock. */
export async function openGate(env: Record<string, string> = {}) {
  const clock = { now: NOON };
  const app = await testApp({ env, now: () => clock.now });
  const home = await seedWorkspace(app);
  const survey = await seedSurvey(app, home, { definition: everyKind });
  const key = await seedKey(app, home.workspace, ["responses:write"]);
  return {
    app,
    /** The headers of a server that may write responses. */
    key: key.headers,
    clock,
    home,
    survey,
    body: (more: object = {}) => ({
      wire: 1,
      site: home.site,
      survey: survey.id,
      v: 1,
      submission: v7(),
      answers: { q1: 9 },
      complete: true,
      ...more,
    }),
    row: (submission: string) => rowOf(app, submission),
    stored: async () => Number((await app.run("select count(*) as n from responses"))[0]?.["n"]),
  };
}
export type Gate = Awaited<ReturnType<typeof openGate>>;

/** The stored row of a submission. */
export async function rowOf(app: TestApp, submission: string) {
  return (await app.run("select * from responses where submission = ?", [submission]))[0];
}

/** Runs of a property: few in `npm test`, many in `npm run faults`; a failure prints the seed. */
export const runs = (short: number, full = short * 10): fc.Parameters<unknown> => ({
  numRuns: rounds(short, full),
});
