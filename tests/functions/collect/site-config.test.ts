import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LiveSurvey, SiteConfig } from "../../../domain/wire/site-config.ts";
import { SHORT } from "../../../domain/wire/short-names.ts";
import type { Definition, Look, Targeting } from "../../../domain/wire/survey.ts";
import {
  type TestApp,
  npsDefinition,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";
import { seedProofKey } from "../../support/proof.ts";

const DAY = 86_400_000;
let app: TestApp;
let now = Date.UTC(2026, 5, 1, 12);
let home: { workspace: string; site: string };

beforeAll(async () => {
  app = await testApp({ now: () => now });
});
afterAll(() => app.close());
beforeEach(async () => {
  home = await seedWorkspace(app);
});

type More = { targeting?: Partial<Targeting>; look?: Partial<Look> } & Partial<
  Pick<Definition, "metric" | "questions" | "language">
>;
const definition = ({ targeting, look, ...more }: More = {}): Definition => ({
  ...npsDefinition,
  questions: npsDefinition.questions.slice(0, 2),
  ...more,
  look: { ...npsDefinition.look, ...look },
  targeting: { ...npsDefinition.targeting, ...targeting },
});
const live = (more?: More) => seedSurvey(app, home, { definition: definition(more) });

const LONG = new Map(Object.entries(SHORT).map(([long, short]) => [short, long]));
/** What was served, under its long names. */
function read(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(read);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [LONG.get(name) ?? name, read(value)]),
  );
}
const data = (headers: Record<string, string> = {}) =>
  app.request(`/v1/${home.site}.json`, { headers });
async function config(language = "en"): Promise<SiteConfig> {
  const reply = await data({ "accept-language": language });
  expect(reply.status).toBe(200);
  return read(await reply.json()) as SiteConfig;
}
/** The rules of the only survey. */
async function rules(more?: More): Promise<Partial<LiveSurvey>> {
  await live(more);
  const { ask, id: _, v: __, ...rest } = (await config()).surveys[0]!;
  expect(ask?.questions[0]?.id).toBe("q1");
  return rest;
}

describe("GET /v1/SITE.json", () => {
  it("is what /v1/SITE.js carries, with an ETag of its own, for a minute", async () => {
    await live();
    const script = await (await app.request(`/v1/${home.site}.js`)).text();
    const reply = await data();
    expect(runInNewContext(`(${script})`)).toEqual(await reply.clone().json());
    expect(reply.headers.get("content-type")).toBe("application/json");
    expect(reply.headers.get("cache-control")).toBe("public, max-age=45");
    expect(reply.headers.get("vary")).toContain("Accept-Language");
    expect(reply.headers.get("access-control-allow-origin")).toBe("*");
    const etag = reply.headers.get("etag") ?? "";
    const again = await data({ "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await app.request("/v1/st_aaaaaaaaaa.json")).status).toBe(404);
  });

  it("holds nothing of another site's surveys", async () => {
    const { id } = await live();
    home = await seedWorkspace(app);
    const mine = await live();
    const { surveys } = await config();
    expect(surveys.map((survey) => survey.id)).toEqual([mine.id]);
    expect(JSON.stringify(surveys)).not.toContain(id);
  });

  it("forgets a paused survey within the 15 s that a configuration is kept", async () => {
    const { id } = await live();
    expect((await config()).surveys).toHaveLength(1);
    await app.run("update surveys set state = 'paused' where id = ?", [id]);
    now += 15_000;
    expect((await config()).surveys).toEqual([]);
  });
});

describe("what a page is told of a survey", () => {
  it("is its metric and nothing else where all is the default", async () => {
    expect(await rules()).toEqual({ metric: "nps" });
    const { rests } = await config();
    expect(rests).toBeUndefined();
  });

  it.each<[More, Partial<LiveSurvey>]>([
    [{ look: { mode: "inline" } }, { inline: true }],
    [{ look: { mode: "modal" } }, { modal: true }],
    [{ look: { mode: "tab" } }, { tab: "Feedback" }],
    [{ look: { mode: "tab", tab: { en: "Ideas?", de: "Ideen?" } } }, { tab: "Ideas?" }],
    [{ targeting: { urls: ["/shop/*"] } }, { paths: "^[^/]+//[^/]*/shop/" }],
    [{ targeting: { except: ["/shop/*"] } }, { paths: "^(?![^/]+//[^/]*/shop/)" }],
    [{ targeting: { delay: 5000, sample: 0.2 } }, { delay: 5000, sample: 0.2 }],
    [
      { targeting: { devices: ["mobile"], event: "paid" } },
      { screens: "(width<600px)", event: "paid" },
    ],
    [{ targeting: { scroll: 50, exit: true } }, { depth: 0.5, exit: true }],
    [
      { targeting: { attributes: [{ name: "plan", is: "one_of", values: ["pro", "a.b"] }] } },
      { traits: [["plan", "^(?:pro|a\\.b)$"]] },
    ],
    [
      { targeting: { attributes: [{ name: "seats", is: "set", signed: true }] } },
      { traits: [["seats", "$."]] },
    ],
    [{ targeting: { askWithoutMemory: true } }, { bold: true }],
    [{ targeting: { again: { answered: 180, dismissed: 30 } } }, {}],
    [{ targeting: { again: { answered: 90, dismissed: 0 } } }, { again: [90, 0] }],
    [{ targeting: { again: { answered: null, dismissed: 30 } } }, { again: [0, 30] }],
    [{ targeting: { again: { answered: 0, dismissed: 30 } } }, { again: [1e-9, 30] }],
  ])("%j becomes %j", async (more, expected) => {
    expect(await rules(more)).toEqual({ metric: "nps", ...expected });
  });

  it("names a tab in the visitor's language", async () => {
    await live({
      look: { mode: "tab" },
      questions: [{ id: "q1", kind: "text", long: true, text: { en: "Why?", fr: "Pourquoi ?" } }],
      metric: "none",
    });
    expect((await config("fr-CA")).surveys[0]?.tab).toBe("Votre avis");
    expect((await config("nl")).surveys[0]?.tab).toBe("Feedback");
    expect((await config()).surveys[0]?.metric).toBeUndefined();
  });

  it("is nothing where the visitor's language or the time is another", async () => {
    const german = await live({ targeting: { languages: ["de"] } });
    const later = await live({ targeting: { from: now + DAY } });
    const over = await live({ targeting: { until: now - 1 } });
    const ids = async (language: string) => (await config(language)).surveys.map(({ id }) => id);
    expect(await ids("de-AT,en;q=0.8")).toEqual([german.id]);
    expect(await ids("en,de;q=0.8")).toEqual([]);
    now += DAY;
    expect(await ids("de")).toEqual([later.id, german.id]);
    expect(await ids("de")).not.toContain(over.id);
  });

  it("is everything for the first four, and rules alone for the others", async () => {
    for (let i = 0; i < 6; i++) await live();
    const { surveys } = await config();
    expect(surveys.map(({ ask }) => ask !== undefined)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("what a page is told of its site", () => {
  it("names the workspace's days of rest where they are not the defaults", async () => {
    await live();
    await app.run(`update workspaces set cooldown = '{"shown":7,"metric":90}' where id = ?`, [
      home.workspace,
    ]);
    expect((await config()).rests).toEqual([7, 90]);
  });

  it.each<[string, More, string]>([
    ["two questions over a page", {}, "core"],
    ["a modal", { look: { mode: "modal" } }, "rare"],
    ["a choice behind a branch", { questions: npsDefinition.questions }, "choices-logic"],
    ["a rule for leaving", { targeting: { exit: true } }, "rare"],
  ])("is the build that %s needs", async (_, more, key) => {
    await live(more);
    expect((await config()).widget).toBe(`/w/survey.${key}.js`);
  });

  it("is the build that a survey needs whose questions come later, and the one for proofs", async () => {
    await live({ questions: npsDefinition.questions });
    for (let i = 0; i < 4; i++) await live();
    expect((await config()).surveys[4]?.ask).toBeUndefined();
    expect((await config()).widget).toBe("/w/survey.choices-logic.js");
    home = await seedWorkspace(app);
    await seedProofKey(app, home.site);
    await live();
    expect((await config()).widget).toBe("/w/survey.rare.js");
  });
});

describe("GET /v1/c/SURVEY.VERSION.LANGUAGE.json", () => {
  const words = { en: "How are we?", de: "Wie sind wir?", ar: "كيف نحن؟" };
  const question = { id: "q1", kind: "text", long: true, text: words } as const;
  const get = (file: string) => app.request(`/v1/c/${file}.json`);
  const text = async (file: string) => {
    const reply = await get(file);
    expect(reply.status).toBe(200);
    return (read(await reply.json()) as { questions: { text: string }[] }).questions[0]?.text;
  };

  it("is the survey in that language, for ever and for every page", async () => {
    const { id } = await live({ questions: [question], metric: "none" });
    const reply = await get(`${id}.1.de`);
    expect(reply.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(reply.headers.get("access-control-allow-origin")).toBe("*");
    expect(reply.headers.get("content-type")).toBe("application/json");
    expect(read(await reply.json())).toMatchObject({
      lang: "de",
      questions: [{ id: "q1", text: words.de }],
      ui: { send: "Senden" },
    });
    expect(await text(`${id}.1.de-AT`)).toBe(words.de);
    expect(await text(`${id}.1.-`)).toBe(words.en);
    expect(await text(`${id}.1.fr`)).toBe(words.en);
    expect(read(await (await get(`${id}.1.ar`)).json())).toMatchObject({ rtl: true });
  });

  it("is any published version, also one that this isolate has not heard of", async () => {
    const { id } = await live({ questions: [question], metric: "none" });
    expect(await text(`${id}.1.en`)).toBe(words.en);
    await app.run("update surveys set version = 2 where id = ?", [id]);
    await app.run(
      "insert into survey_versions (workspace_id, survey_id, version, definition, published_at) values (?, ?, 2, ?, 0)",
      [
        home.workspace,
        id,
        JSON.stringify(definition({ questions: [{ ...question, text: "Now?" }], metric: "none" })),
      ],
    );
    expect(await text(`${id}.2.en`)).toBe("Now?");
    expect(await text(`${id}.1.en`)).toBe(words.en);
  });

  it("is nothing for other versions, surveys and languages", async () => {
    const { id } = await live();
    const draft = await seedSurvey(app, home, { state: "draft" });
    await app.run("update surveys set version = 0 where id = ?", [draft.id]);
    for (const file of [
      `${id}.2.en`,
      `${id}.0.en`,
      `${id}.1.`,
      `${id}.1.e`,
      `${id}.1.en/../../x`,
      `${draft.id}.1.en`,
      "sv_aaaaaaaaaa.1.en",
    ])
      expect([file, (await get(file)).status]).toEqual([file, 404]);
  });
});
