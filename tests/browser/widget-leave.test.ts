import { describe, expect, it, vi } from "vitest";
import { survey } from "../widgets/support/surveys.ts";
import { quiet, visits } from "./support/visit.ts";

const visit = visits();
const { panel, number, arrived, errors } = visit;
const carry: typeof visit.site.carry = (...surveys) => visit.site.carry(...surveys);
const live = { ...survey, id: "sv_bbbbbbbbbb" };
const shows = async () => {
  await quiet(visit.page);
  return (await panel().count()) > 0;
};
const tell = (...call: unknown[]) =>
  visit.page.evaluate((said) => window.verbatim!(...(said as ["track", string])), call);
/** Fakes the page's time, which goes on by itself until it is told to jump. */
const fakeTime = () => visit.page.clock.install();
const later = (ms: number) => visit.page.clock.runFor(ms);

describe("leave to ask", () => {
  const PROOF = "header.payload.signature-that-is-long-enough";
  const arrive = async () => {
    visit.site.proofs = true;
    visit.site.markup = `<script>window.verbatim=function(){(verbatim.q=verbatim.q||[]).push(arguments)};verbatim("identify",{proof:"${PROOF}"},{plan:"pro"})</script>`;
    await visit.go();
  };

  it("is asked once, after every local rule, and the person is asked then", async () => {
    carry({ ...survey, sample: 0 });
    await arrive();
    await number(4).click();
    await arrived(1);
    expect(visit.site.leaves).toHaveLength(1);
    expect(visit.site.leaves[0]).toMatchObject({
      wire: 1,
      survey: survey.id,
      person: { proof: PROOF },
      attributes: { plan: "pro" },
    });
    expect(visit.site.answers[0]!.person).toEqual({ proof: PROOF });
    expect(visit.site.requests.filter((line) => line.startsWith("OPTIONS"))).toEqual([]);
  });

  it("is not asked where a local rule fails", async () => {
    carry({ ...survey, paths: "/other" });
    await arrive();
    expect(await shows()).toBe(false);
    expect(visit.site.leaves).toEqual([]);
  });

  it("may be refused: the next survey has its turn, and the device remembers", async () => {
    visit.site.leave = { ok: false, rests: { nps: Date.now() + 5 * 864e5 } };
    carry({ ...survey, metric: "nps" });
    await arrive();
    expect(await shows()).toBe(false);
    expect((await visit.state())["nps"]).toBe(visit.site.leave.rests["nps"]);
    await visit.go();
    expect(await shows()).toBe(false);
    expect(visit.site.leaves).toHaveLength(1);
  });

  it("is not given by a server that is away", async () => {
    carry(survey);
    await visit.page.route("**/v1/ok", (route) => route.abort());
    await arrive();
    expect(await shows()).toBe(false);
    expect(errors).toEqual([]);
  });
});

describe("paused in the console", () => {
  it("is gone from an open page within a minute, and what was answered is kept", async () => {
    await fakeTime();
    carry(survey, live);
    await visit.go();
    await number(4).click();
    await arrived(1);
    carry(live);
    await later(60_000);
    await panel().waitFor({ state: "detached" });
    expect(visit.site.answers).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it("is not taken away by a server that is away", async () => {
    await fakeTime();
    await visit.go();
    await panel().waitFor();
    visit.site.down = true;
    await later(60_000);
    expect(await shows()).toBe(true);
  });

  it("does not come on a page that was open before", async () => {
    await fakeTime();
    carry({ ...survey, event: "bought" });
    await visit.go();
    await quiet(visit.page);
    carry();
    await later(70_000);
    await tell("track", "bought");
    await vi.waitFor(() => expect(visit.site.requests).toContain("GET /v1/st_abcdefghij.json"));
    expect(await shows()).toBe(false);
  });
});
