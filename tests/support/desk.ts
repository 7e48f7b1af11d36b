import { expect, vi } from "vitest";
import { DAY_MS } from "../../domain/time/days.ts";
import type { Responses } from "../../domain/wire/responses.ts";
import type { Scores } from "../../domain/wire/scores.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { seedMember, seedSurvey, seedWorkspace, testApp } from "./app.ts";
import { npsDefinition } from "./definitions.ts";

/** A Monday noon. */
export const NOW = Date.UTC(2026, 5, 1, 12);
/** Its day number. */
export const today = NOW / DAY_MS - 0.5;

/** `count` answers of a score, `ago` days before today. */
export const given = (count: number, q1: number, ago = 0, more: object = {}) =>
  Array.from({ length: count }, () => ({
    answers: { q1 },
    occurredAt: NOW - ago * DAY_MS,
    ...more,
  }));

const withEmail: Definition = {
  ...npsDefinition,
  questions: [...npsDefinition.questions, { id: "q4", kind: "email", text: "=Your address?" }],
};

/**
 * A workspace as its people read it: an analyst (who asks unless told), a viewer, and the owner of
 * another workspace. The time is always NOW; the attribute `plan` is declared.
 */
export async function openDesk() {
  // Properties run hundreds of requests against a real database.
  vi.setConfig({ testTimeout: 60_000 });
  const app = await testApp({ now: () => NOW });
  const home = await seedWorkspace(app);
  await app.run(`update workspaces set attributes = '["plan"]' where id = ?`, [home.workspace]);
  const analyst = (await seedMember(app, home.workspace, "analyst")).headers;
  const viewer = (await seedMember(app, home.workspace, "viewer")).headers;
  const stranger = (await seedMember(app, (await seedWorkspace(app)).workspace, "owner")).headers;
  const get = (path: string, headers: Record<string, string> = analyst) =>
    app.request(`/api/v1${path}`, { headers });
  async function read<T>(path: string, headers?: Record<string, string>): Promise<T> {
    const reply = await get(path, headers);
    expect([path, reply.status]).toEqual([path, 200]);
    return (await reply.json()) as T;
  }
  return {
    app,
    home,
    analyst,
    viewer,
    stranger,
    get,
    /** A live survey: score q1, text q2, choice q3, e-mail q4 unless told. */
    survey: async (definition = withEmail) => (await seedSurvey(app, home, { definition })).id,
    list: (id: string, query = "", headers?: Record<string, string>) =>
      read<Responses>(`/surveys/${id}/responses${query}`, headers),
    scores: (id: string, query = "") => read<Scores>(`/surveys/${id}/scores${query}`),
    move: (id: string, to: string, headers: Record<string, string> = analyst) =>
      app.post(`/api/v1/responses/${id}/move`, { to }, headers),
    /** Row numbers of a survey's responses, oldest first. */
    rowsOf: async (id: string) =>
      (await app.run("select row from responses where survey_id = ? order by row", [id])).map(
        (row) => Number(row["row"]),
      ),
  };
}
