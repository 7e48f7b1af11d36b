import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { LONG_TEXT, cleanText, codePoints } from "../../domain/survey/text.ts";
import { type Gate, openGate, runs } from "../support/faults/gate.ts";
import { seedKey } from "../support/app.ts";

vi.setConfig({ testTimeout: 120_000 });
let gate: Gate;
let key: Record<string, string>;
beforeAll(async () => {
  gate = await openGate();
  await gate.app.run(`update workspaces set attributes = '["plan"]' where id = ?`, [
    gate.home.workspace,
  ]);
  key = (await seedKey(gate.app, gate.home.workspace, ["responses:write"])).headers;
});
afterAll(() => gate.app.close());

const binary = fc.string({ unit: "binary", maxLength: 60 });
const nasty = fc.oneof(
  binary,
  fc.constantFrom(
    "a\u0000b",
    "\u0000",
    "\ud800x",
    "x\udc00",
    "\u0001\u0085\u009f",
    "a\r\nb\rc",
    "\u007f",
  ),
);
const texts = async (submission: string) =>
  JSON.parse(String((await gate.row(submission))?.["texts"] ?? "{}")) as Record<string, string>;

describe("fault 10: NUL, lone surrogates and controls", () => {
  it("what is read is the cleaned input, on every path, and cleaning it again changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        const widget = gate.body({ answers: { q1: 9, q2: text, q3: [{ id: "o3", text }] } });
        expect((await gate.app.post("/v1/in", widget)).status).toBe(200);
        const expected = clean === "" ? {} : { q2: clean, q3: clean };
        expect(await texts(widget.submission)).toEqual(expected);

        const api = gate.body({ answers: { q1: 9, q2: text }, channel: "import" });
        expect((await gate.app.post("/api/v1/responses", api, key)).status).toBe(200);
        expect(await texts(api.submission)).toEqual(clean === "" ? {} : { q2: clean });

        const { submission } = gate.body();
        const form = new URLSearchParams({ submission, q1: "9", q2: text });
        await gate.app.request(`/s/${gate.survey.slug}`, { method: "POST", body: form });
        expect(await texts(submission)).toEqual(clean === "" ? {} : { q2: clean });
      }),
      runs(40),
    );
  });

  it("nothing that a visitor says leaves one in any column", async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        const sent = gate.body({
          answers: { q1: 9, q2: `x${text}` },
          attributes: {
            plan: text.slice(0, 50),
            other: text.slice(0, 50),
            device: text.slice(0, 50),
          },
          page: `https://shop.example/${text}`,
          lang: text.slice(0, 20),
          person: { id: `p${text}` },
        });
        expect((await gate.app.post("/v1/in", sent)).status).toBe(200);
        const seen = { wire: 1, site: gate.home.site, page: text, events: [] };
        await gate.app.post("/v1/seen", seen);
        const row = await gate.row(sent.submission);
        for (const [column, value] of Object.entries(row ?? {})) {
          if (typeof value !== "string") continue;
          expect([column, value]).toEqual([column, cleanText(value)]);
          // A JSON text can hold one as an escape.
          if (/^[[{]/u.test(value))
            JSON.parse(value, (_, inner: unknown) => {
              if (typeof inner === "string")
                expect([column, inner]).toEqual([column, cleanText(inner)]);
              return inner;
            });
        }
        const [site] = await gate.app.run("select seen_page from sites where id = ?", [
          gate.home.site,
        ]);
        const page = site?.["seen_page"];
        if (typeof page === "string") expect(page).toBe(cleanText(page));
      }),
      runs(60),
    );
  });

  it("the same text with and without them is the same answer", async () => {
    const sent = gate.body({ answers: { q1: 9, q2: "late \u0000delivery" } });
    await gate.app.post("/v1/in", sent);
    const again = await gate.app.post("/v1/in", {
      ...sent,
      answers: { q1: 9, q2: "late delivery" },
    });
    expect(await again.json()).toMatchObject({ status: "duplicate" });
  });
});

describe("fault 11: text as people write it", () => {
  it.each([
    ["a family and a flag", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽"],
    ["NFC and NFD apart", "é e\u0301"],
    ["right-to-left marks and overrides", "שלום \u202Eevil\u202C \u200F!"],
    ["zero-width", "a\u200Bb\u200Dc\uFEFFd"],
    ["a hundred combining marks", `e${"\u0301".repeat(100)}`],
    ["noncharacters and private use", "\uFFFE\uE000\u{10FFFF}"],
    ["tabs and lines", "one\ttwo\nthree"],
    ["markup and quotes", `<b>'"\\</b> %_; drop table responses --`],
  ])("%s: stored as it is", async (_, text) => {
    const sent = gate.body({ answers: { q1: 9, q2: text } });
    expect((await gate.app.post("/v1/in", sent)).status).toBe(200);
    expect(await texts(sent.submission)).toEqual({ q2: text });
  });

  it("is limited in code points, and in bytes by the body", async () => {
    const status = async (q2: string) =>
      (await gate.app.post("/v1/in", gate.body({ answers: { q1: 9, q2 } }))).status;
    for (const unit of ["x", "é", "漢", "🎪", "\u0301"]) {
      expect([unit, codePoints(unit.repeat(LONG_TEXT))]).toEqual([unit, LONG_TEXT]);
      expect([unit, await status(unit.repeat(LONG_TEXT))]).toEqual([unit, 200]);
      expect([unit, await status(unit.repeat(LONG_TEXT + 1))]).toEqual([unit, 422]);
    }
    expect(await status("\u0301".repeat(100_000))).toBe(413);
    expect(await status("x".repeat(1024 * 1024))).toBe(413);
  });

  it("graphemes of any kind come back as they went in", async () => {
    const grapheme = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(grapheme, async (text) => {
        const sent = gate.body({ answers: { q1: 9, q2: text } });
        await gate.app.post("/v1/in", sent);
        expect(await texts(sent.submission)).toEqual(text.trim() === "" ? {} : { q2: text.trim() });
      }),
      runs(40),
    );
  });
});
