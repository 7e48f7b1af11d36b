import { openCatalogue, readSlice } from "../../domain/themes/index.ts";
import { runThemes } from "../../functions/services/themes/run.ts";
import { seedSurvey, seedWorkspace, testApp } from "../../tests/support/app.ts";
import { NOW, seedTexts, system, type Text } from "../../tests/support/texts.ts";
import { verbatimsOf } from "./engine.ts";
import type { Bench, Figure } from "./part.ts";
import { shuffled } from "./random.ts";
import { emptySurvey, runOver, type Survey } from "./survey.ts";

export const STABILITY_SEED = 7;
/** Texts before and after; the second are a tenth of the first. */
const [FIRST, MORE] = [3000, 300];

const READ_AGAIN = "mentions that change when everything is read again";
const MORE_ROWS = "mentions that change when 10 % new rows arrive";

/** Real comments, in memory and through the services on a real libSQL database. */
export async function stability(bench: Bench): Promise<Figure[]> {
  const rows = [...bench.set("opinosis_aspect").rows, ...bench.set("airline_sent").rows];
  const texts = shuffled(
    rows.map(({ text }) => text),
    STABILITY_SEED,
  ).slice(0, FIRST + MORE);
  const inMemory = memory(bench, texts);
  const stored = await database(bench, texts);
  const figure = (measure: string, value: number): Figure => ({
    measure,
    value,
    target: 0,
    atMost: true,
  });
  return [
    figure(`${READ_AGAIN}, in memory`, inMemory.again),
    figure(`${MORE_ROWS}, in memory`, inMemory.more),
    figure(`${READ_AGAIN}, services and database`, stored.again),
    figure(`${MORE_ROWS}, services and database`, stored.more),
  ];
}

interface Changed {
  again: number;
  more: number;
}

function memory({ model, tell }: Bench, texts: readonly string[]): Changed {
  const verbatims = verbatimsOf(texts);
  const first = runOver(emptySurvey, verbatims.slice(0, FIRST), model);
  const second = runOver(first, verbatims.slice(FIRST), model);
  const mentions = ({ readings }: Pick<Survey, "readings">) =>
    readings.flatMap((reading) => reading.mentions.map((mention) => JSON.stringify(mention)));
  const kept = mentions(second);
  tell(`in memory: ${second.themes.length} themes, ${kept.length} mentions`);
  const again = readSlice(verbatims, openCatalogue(second.themes, model));
  return {
    again: differing(kept, mentions({ readings: again })),
    more: missing(mentions(first), kept),
  };
}

async function database({ tell }: Bench, texts: readonly string[]): Promise<Changed> {
  const app = await testApp();
  try {
    const home = await seedWorkspace(app);
    const { id } = await seedSurvey(app, home);
    const survey = { workspace: home.workspace, id };
    const { ctx, deps } = system(app, survey.workspace);
    const said = texts.map((text): Text => ({ text, score: 7, at: NOW }));
    const kept = async () => {
      const rows = await app.run(
        "select * from mentions where workspace_id = ? order by row, question, theme_id",
        [survey.workspace],
      );
      return rows.map((row) => JSON.stringify(row));
    };
    await seedTexts(app, survey, said.slice(0, FIRST));
    await runThemes(ctx, deps, id);
    const first = await kept();
    await seedTexts(app, survey, said.slice(FIRST));
    await runThemes(ctx, deps, id);
    const second = await kept();
    tell(`in the database: ${second.length} mentions`);
    await app.run("delete from mentions");
    await app.run(
      "update verbatims set stage = 2, language = null, sentiment = null, engine = null",
    );
    await runThemes(ctx, deps, id);
    return { again: differing(second, await kept()), more: missing(first, second) };
  } finally {
    await app.close();
  }
}

/** How many of the first are not among the second. */
function missing(first: readonly string[], second: readonly string[]): number {
  const there = new Set(second);
  return first.filter((one) => !there.has(one)).length;
}

const differing = (first: readonly string[], second: readonly string[]): number =>
  Math.max(missing(first, second), missing(second, first));
