import Papa from "papaparse";
import { afterAll, describe, expect, it } from "vitest";
import { dayText } from "../../domain/time/days.ts";
import { NOW, openDesk, today } from "../support/desk.ts";
import { seedResponses } from "../support/responses.ts";

const { app, home, analyst, viewer, stranger, get, survey, rowsOf } = await openDesk();
afterAll(() => app.close());

describe("the export", () => {
  const file = async (id: string, query = "", headers = analyst) => {
    const reply = await get(`/surveys/${id}/responses.csv${query}`, headers);
    expect(reply.status).toBe(200);
    const bytes = new Uint8Array(await reply.arrayBuffer());
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    return {
      reply,
      text,
      rows: Papa.parse<Record<string, string>>(text.slice(1).trimEnd(), { header: true }).data,
    };
  };

  it("holds what the list holds, in words, safe to open", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [
      {
        answers: {
          q1: 9,
          q2: "=cmd|' /C calc'!A0\nsecond, \"line\"",
          q3: ["o1", { id: "o3", text: "Colour" }],
        },
        attributes: { plan: "+pro", seats: 5 },
        person: { id: "@ann" },
      },
      { answers: { q1: 2, q2: "ＬＡＴＥ" }, complete: false },
    ]);
    const { reply, text, rows } = await file(id);
    expect(reply.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(reply.headers.get("content-disposition")).toMatch(
      /^attachment; filename="sv-[a-z2-7]{10}\.csv"$/u,
    );
    expect(reply.headers.get("x-truncated")).toBe("0");
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      day: dayText(today),
      score: "9",
      "q1 How likely are you to recommend us?": "9",
      "q2 Why?": "'=cmd|' /C calc'!A0\nsecond, \"line\"",
      "q3 What matters?": "Price; Other: Colour",
      "q4 =Your address?": "",
      plan: "'+pro",
      person: "'@ann",
      "other attributes": '{"seats":5}',
      complete: "true",
    });
    expect(rows[0]).toMatchObject({ "q2 Why?": "ＬＡＴＥ", complete: "false", plan: "" });
    expect((await file(id, "?min=9")).rows).toHaveLength(1);
    expect((await file(id, "?q=!!!")).rows).toHaveLength(0);
  });

  it("goes through all pages and is cut at 50,000, and says so", async () => {
    const id = await survey();
    await seedResponses(app, home.workspace, id, [{ answers: { q1: 0 } }]);
    const no = Math.floor((await rowsOf(id))[0]! / 2 ** 32);
    const fill = (from: number, to: number) =>
      app.run(
        `with recursive n(i) as (select ? union all select i + 1 from n where i < ?)
         insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, score, answers, complete, day, facts, created_at, updated_at)
         select ? * 4294967296 + i, ?, ?, printf('%036d', i), 0, '', 'api', 'counted', i % 11, '{}', 1, 20000, '[]', ?, ? from n`,
        [from, to, no, home.workspace, id, NOW, NOW],
      );
    await fill(2, 2500);
    const whole = await file(id);
    expect(whole.rows).toHaveLength(2500);
    expect(new Set(whole.rows.map((row) => row["id"])).size).toBe(2500);
    for (let from = 2501; from < 50_010; from += 10_000)
      await fill(from, Math.min(from + 9999, 50_010));
    const cut = await file(id);
    expect(cut.rows).toHaveLength(50_000);
    expect(cut.reply.headers.get("x-truncated")).toBe("1");
    const filtered = await file(id, "?max=0");
    expect(filtered.rows.length).toBe(4547);
    expect(filtered.reply.headers.get("x-truncated")).toBe("0");
  }, 60_000);

  it("is not a viewer's, nor a stranger's", async () => {
    const id = await survey();
    expect((await get(`/surveys/${id}/responses.csv`, viewer)).status).toBe(403);
    expect((await get(`/surveys/${id}/responses.csv`, stranger)).status).toBe(404);
  });
});
