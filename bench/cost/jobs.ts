import { DAY_MS } from "../../domain/time/days.ts";
import { runCron } from "../../functions/scheduled/index.ts";
import { sealSpans } from "../../functions/services/scores/seal.ts";
import { indexTexts } from "../../functions/services/search/index-texts.ts";
import { runThemes } from "../../functions/services/themes/run.ts";
import { seedResponses } from "../../tests/support/responses.ts";
import { comments, seedTexts } from "../../tests/support/texts.ts";
import { type Counted, counted, cpuOf, written } from "./meter.ts";
import { type Shop, attributes, openShop } from "./shop.ts";

export const CRONS = { minute: "* * * * *", quarter: "*/15 * * * *", night: "17 2 * * *" };
/** Texts that a run finds where a million responses a month come in, and runs that a thousand takes. */
const [TEXTS_A_RUN, RUNS] = [125, 8];
/** Texts from which themes are found before anything is counted. */
const FIRST_TEXTS = 600;
const DAYS = 30;
const A_DAY = 20;

const cron = async ({ job }: Shop, expression: string): Promise<void> => {
  const { ctx, deps } = job();
  await runCron(expression, ctx, deps);
};

/** What each cron writes and reads while nothing happens; CPU of database and Worker together. */
export async function countCrons() {
  const shop = await openShop();
  try {
    const crons: Record<string, Counted> = {};
    const cpuMs: Record<string, number> = {};
    for (const [name, expression] of Object.entries(CRONS)) {
      await cron(shop, expression);
      crons[`cron: ${name}`] = await counted(shop.app, () => cron(shop, expression));
      cpuMs[`cron: ${name}`] = await cpuOf(() => cron(shop, expression), 10);
    }
    return { crons, cpuMs };
  } finally {
    await shop.app.close();
  }
}

/**
 * What the day after costs for each survey that was answered: its seal and its self-check, on top of
 * an idle night. A month of answers from every channel that pages have, three attributes.
 */
export async function countDay() {
  const shop = await openShop();
  try {
    const { app, clock, job } = shop;
    const begin = clock.now;
    for (let day = 0; day <= DAYS; day++) {
      clock.now = begin + day * DAY_MS;
      await answers(shop, A_DAY);
      if (day === DAYS) break;
      const { ctx, deps } = job();
      while ((await sealSpans(ctx, deps)) > 0);
      await cron(shop, CRONS.night);
    }
    clock.now += DAY_MS;
    const { ctx, deps } = job();
    const seal = await written(app, () => sealSpans(ctx, deps));
    const night = await written(app, () => cron(shop, CRONS.night));
    return { "a survey's day sealed": seal, "a night with a survey": night };
  } finally {
    await shop.app.close();
  }
}

async function answers({ app, home, survey, clock }: Shop, count: number): Promise<void> {
  const given = Array.from({ length: count }, (_, i) => ({
    answers: { q1: i % 11, ...(i % 3 === 0 && { q2: `Delivery took ${i} days` }) },
    occurredAt: clock.now - i * 60_000,
    ...attributes(3),
  }));
  await seedResponses(app, home.workspace, survey.id, given);
}

/** What a thousand open texts write as themes are read from them, run by run as they come in. */
export async function countThemes() {
  const shop = await openShop();
  try {
    const { app, clock, survey } = shop;
    const { deps } = shop.job();
    const arrive = async (count: number, from: number) => {
      const texts = comments(count, from).map((text) => ({ ...text, at: clock.now }));
      await seedTexts(app, survey, texts);
      await indexTexts(deps);
    };
    const run = async () => {
      clock.now += 15 * 60_000;
      await runThemes(shop.job().ctx, deps, survey.id);
    };
    await arrive(FIRST_TEXTS, 0);
    await run();
    const total: Counted = { rows: 0, entries: 0, read: 0 };
    let cpuMs = 0;
    for (let i = 0; i < RUNS; i++) {
      await arrive(TEXTS_A_RUN, FIRST_TEXTS + i * TEXTS_A_RUN);
      const { rows, entries } = await written(app, async () => {
        const before = process.cpuUsage();
        await run();
        const { user, system } = process.cpuUsage(before);
        cpuMs += (user + system) / 1000;
      });
      total.rows += rows;
      total.entries += entries;
    }
    return { themes: { "themes of 1000 texts": total }, cpuMs: { "themes of 1000 texts": cpuMs } };
  } finally {
    await shop.app.close();
  }
}

const [STORED, TEXT_EVERY] = [3000, 3];

/** Bytes that a response takes in the database with all that is kept of it, a third with a text. */
export async function bytesStored(): Promise<number> {
  const shop = await openShop();
  try {
    const { app, home, survey } = shop;
    const size = async () => {
      const [pages] = await app.run("select page_count as n from pragma_page_count");
      const [free] = await app.run("select freelist_count as n from pragma_freelist_count");
      const [page] = await app.run("select page_size as n from pragma_page_size");
      return (Number(pages?.["n"]) - Number(free?.["n"])) * Number(page?.["n"]);
    };
    const texts = comments(STORED);
    const before = await size();
    const given = texts.map(({ text, score }, i) => ({
      answers: { q1: score, ...(i % TEXT_EVERY === 0 && { q2: text }) },
      page: "https://shop.example/checkout/thanks",
      ms: 4200,
      ...attributes(3),
    }));
    await seedResponses(app, home.workspace, survey.id, given);
    const { ctx, deps } = shop.job();
    await indexTexts(deps);
    await runThemes(ctx, deps, survey.id);
    return (await size()) / STORED - before / STORED;
  } finally {
    await shop.app.close();
  }
}
