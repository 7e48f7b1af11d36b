import { v7 } from "uuid";
import { seedSurvey, seedWorkspace, testApp } from "../../tests/support/app.ts";
import { writesOf } from "../../tests/support/writes.ts";

/** Table rows and index entries that one response writes; `outbox` is what a webhook adds. */
export type RowsWritten = { score: number; text: number; outbox: number };

/** Counts them as the budget test does, on a survey with nothing declared and values known before. */
export async function rowsWritten(): Promise<RowsWritten> {
  const app = await testApp();
  try {
    const home = await seedWorkspace(app);
    const survey = await seedSurvey(app, home);
    const post = async (answers: object) => {
      const body = {
        wire: 1,
        site: home.site,
        survey: survey.id,
        submission: v7(),
        answers,
        complete: false,
      };
      const reply = await app.post("/v1/in", body);
      if (!reply.ok) throw new Error(`an answer was answered with ${reply.status}`);
    };
    const total = async (answers: object) => (await writesOf(app, () => post(answers))).total;
    await post({ q1: 8 });
    const score = await total({ q1: 9 });
    const text = await total({ q1: 9, q2: "Delivered a day early, well packed" });
    await app.run(
      "insert into webhooks (workspace_id, id, url, created_at) values (?, ?, 'https://hooks.example/', 0)",
      [home.workspace, v7()],
    );
    return { score, text, outbox: (await total({ q1: 9 })) - score };
  } finally {
    await app.close();
  }
}
