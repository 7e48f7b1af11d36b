import { v7 } from "uuid";
import type { TenantContext } from "../../functions/context.ts";
import { makeDeps } from "../../functions/deps.ts";
import { settingsOf } from "../../functions/env.ts";
import { makeContext } from "../../functions/world.ts";
import { type TestApp, seedSurvey, seedWorkspace, testApp } from "../../tests/support/app.ts";

/** A workday's noon. */
const START = Date.UTC(2026, 8, 1, 12);
const ATTRIBUTES = ["plan", "country", "stage", "touchpoint", "tier", "segment"];
const AGENT = { "user-agent": "Mozilla/5.0 (X11; Linux)" };

/** The application with a clock of its own and a live survey that declares attributes. */
export type Shop = Awaited<ReturnType<typeof openShop>>;

export async function openShop(env: Record<string, string> = {}) {
  const clock = { now: START };
  const app: TestApp = await testApp({ now: () => clock.now, env });
  const home = await seedWorkspace(app);
  await app.run("update workspaces set attributes = ? where id = ?", [
    JSON.stringify(ATTRIBUTES),
    home.workspace,
  ]);
  const { id } = await seedSurvey(app, home);
  return {
    app,
    clock,
    home,
    survey: { workspace: home.workspace, id },
    /** What a page sends for one score. */
    body: (more: object = {}) => ({
      wire: 1,
      site: home.site,
      survey: id,
      submission: v7(),
      answers: { q1: 9 },
      complete: false,
      ...more,
    }),
    /** Sends it; what carries attributes comes from a browser, whose device is one of them. */
    post: async (body: object): Promise<void> => {
      const reply = await app.post("/v1/in", body, "attributes" in body ? AGENT : {});
      if (!reply.ok) throw new Error(`an answer was answered with ${reply.status}`);
    },
    /** What a job has at the clock's time. */
    job: () => {
      const ctx: TenantContext = {
        ...makeContext(clock.now, () => undefined),
        workspace: home.workspace,
        actor: { kind: "system", id: "bench" },
      };
      return { ctx, deps: makeDeps(settingsOf(app.env), app.env) };
    },
  };
}

/** So many declared attributes, device and language among them. */
export const attributes = (n: number) => ({
  lang: "en",
  attributes: Object.fromEntries(ATTRIBUTES.slice(0, n - 2).map((name) => [name, "one"])),
});
