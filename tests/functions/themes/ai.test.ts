import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runThemes } from "../../../functions/services/themes/run.ts";
import { textModel } from "../../../functions/adapters/ai/ai.ts";
import { seedSurvey, seedWorkspace, type TestApp, testApp } from "../../support/app.ts";
import { type AiBinding, standIn } from "../../support/ai.ts";
import { comments, seedTexts, system, themeState } from "../../support/texts.ts";

vi.setConfig({ testTimeout: 120_000 });
let app: TestApp;

beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

async function read(binding?: AiBinding) {
  const home = await seedWorkspace(app);
  const { id } = await seedSurvey(app, home);
  const survey = { workspace: home.workspace, id };
  await seedTexts(app, survey, comments(300));
  const { ctx, deps } = system(app, home.workspace);
  const bound = Object.create(deps, { textModel: { value: textModel(binding) } }) as typeof deps;
  const run = await runThemes(ctx, bound, survey.id);
  const { themes, mentions } = await themeState(app, home.workspace);
  const spaces = await app.run("select distinct space from themes where workspace_id = ?", [
    home.workspace,
  ]);
  return {
    run,
    labels: themes.map(({ label }) => String(label)),
    mentions,
    spaces: spaces.map(({ space }) => space),
  };
}

describe("a sentence model that is bound", () => {
  it("gives themes of its own space, names by its writer, and engine's names where it has none", async () => {
    let named = 0;
    const { asked, binding } = standIn(() => (named++ === 0 ? "Parcels on the way" : "<b>no</b>"));
    const { run, labels, mentions, spaces } = await read(binding);
    expect(run.state).toBe("done");
    expect(spaces).toEqual(["bge-m3-1"]);
    expect(labels).toContain("Parcels on the way");
    expect(labels.join()).not.toContain("<");
    expect(labels.length).toBeGreaterThan(2);
    expect(mentions.length).toBeGreaterThan(150);
    expect(asked.some(({ texts }) => texts.some((text) => text.includes("delivery")))).toBe(true);
  });

  it("is never needed: without one nothing is asked and the word table's space stands", async () => {
    const { asked } = standIn();
    const { run, spaces } = await read();
    expect(run.state).toBe("done");
    expect(spaces).toEqual(["minilm128-1"]);
    expect(asked).toEqual([]);
  });
});
