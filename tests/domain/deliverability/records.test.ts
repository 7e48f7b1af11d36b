import { describe, expect, it } from "vitest";
import { checkDkim } from "../../../domain/deliverability/dkim.ts";
import { checkDmarc } from "../../../domain/deliverability/dmarc.ts";
import { checkSpf } from "../../../domain/deliverability/spf.ts";

/** Names and their TXT records; null: the name server does not answer. */
const zone =
  (records: Record<string, string[] | null>) =>
  async (name: string): Promise<string[] | undefined> =>
    name in records ? (records[name] ?? undefined) : [];

const spf = (records: string[], relay?: string, more: Record<string, string[] | null> = {}) =>
  checkSpf("acme.example", relay, zone({ "acme.example": records, ...more }));

describe("SPF", () => {
  it("that includes the relay is right", async () => {
    const found = await spf(["v=spf1 include:relay.example ~all"], "relay.example", {
      "relay.example": ["v=spf1 ip4:192.0.2.0/24 -all"],
    });
    expect(found).toMatchObject({ state: "ok", value: null });
    expect(found.note).toContain("1 of 10");
  });

  it("that includes it through another is right", async () => {
    const nested = {
      "mid.example": ["v=spf1 include:relay.example -all"],
      "relay.example": ["v=spf1 -all"],
    };
    expect(await spf(["v=spf1 include:mid.example -all"], "RELAY.example", nested)).toMatchObject({
      state: "ok",
    });
  });

  it("that is not there is told with the line to paste", async () => {
    expect(await spf(["something else"], "relay.example")).toMatchObject({
      state: "missing",
      value: "v=spf1 include:relay.example ~all",
    });
    expect(await spf([])).toMatchObject({ state: "missing", value: null });
  });

  it.each([
    ["v=spf1 mx ~all", "v=spf1 mx include:relay.example ~all"],
    ["v=spf1 mx", "v=spf1 mx include:relay.example"],
    [
      "v=spf1 a redirect=_spf.acme.example",
      "v=spf1 a include:relay.example redirect=_spf.acme.example",
    ],
  ])("%s gets the include before its end", async (record, value) => {
    expect(await spf([record], "relay.example")).toMatchObject({ state: "wrong", value });
  });

  it("more than once counts as none", async () => {
    expect(await spf(["v=spf1 -all", "v=spf1 mx -all"])).toMatchObject({ state: "wrong" });
  });

  it("is not what only looks like it", async () => {
    expect(await spf(["v=spf10 -all", "xv=spf1 -all"])).toMatchObject({ state: "missing" });
    expect(await spf(["V=SPF1 mx -all"])).toMatchObject({ state: "ok" });
  });

  it("of eleven lookups is broken, of ten it is not, nested ones among them", async () => {
    const includes = (n: number) => Array.from({ length: n }, (_, i) => `include:s${i}.example`);
    const zones = (n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`s${i}.example`, ["v=spf1 -all"]]));
    expect(
      await spf([`v=spf1 ${includes(10).join(" ")} -all`], undefined, zones(10)),
    ).toMatchObject({ state: "ok" });
    expect(
      await spf([`v=spf1 ${includes(11).join(" ")} -all`], undefined, zones(11)),
    ).toMatchObject({ state: "wrong" });
    const deep = {
      "a.example": ["v=spf1 a mx ptr exists:%{i}.x.example include:b.example"],
      "b.example": ["v=spf1 a a:x mx:y mx mx/24 -all"],
    };
    const found = await spf(["v=spf1 include:a.example -all"], undefined, deep);
    expect(found.note).toContain("11 lookups");
    // ip4, ip6 and all cost nothing.
    expect((await spf(["v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 -all"])).note).toContain("0 of 10");
  });

  it("that names itself in a circle ends", async () => {
    const circle = {
      "a.example": ["v=spf1 include:b.example"],
      "b.example": ["v=spf1 include:a.example"],
    };
    expect((await spf(["v=spf1 include:a.example -all"], undefined, circle)).state).toBe("ok");
  });

  it.each(["+all", "all"])("that ends in %s lets everybody send", async (all) => {
    expect(await spf([`v=spf1 mx ${all}`])).toMatchObject({
      state: "wrong",
      value: "v=spf1 mx ~all",
    });
  });

  it("that nobody can say is unknown, not missing", async () => {
    expect(await checkSpf("acme.example", undefined, zone({ "acme.example": null }))).toMatchObject(
      { state: "unknown" },
    );
    expect(
      await spf(["v=spf1 include:a.example -all"], undefined, { "a.example": null }),
    ).toMatchObject({ state: "unknown" });
  });
});

const base64 = (bytes: number) => Buffer.alloc(bytes, 7).toString("base64");
const dkim = (...records: string[]) =>
  checkDkim("acme.example", "s1", zone({ "s1._domainkey.acme.example": records }));

describe("DKIM", () => {
  it.each([
    [`v=DKIM1; k=rsa; p=${base64(294)}`, "ok"],
    [`p=${base64(294)}`, "ok"],
    [`v=DKIM1;p=${base64(294).replace(/.{60}/gu, "$& ")};`, "ok"],
    [`v=DKIM1; k=ed25519; p=${base64(32)}`, "ok"],
    [`v=DKIM1; k=ed25519; p=${base64(31)}`, "wrong"],
    ["v=DKIM1; p=", "wrong"],
    ["v=DKIM1; k=rsa", "wrong"],
    [`v=DKIM2; p=${base64(294)}`, "wrong"],
    [`v=DKIM1; p=${base64(100)}`, "wrong"],
    ["v=DKIM1; p=!!!", "wrong"],
    ["v=spf1 -all", "missing"],
  ])("%s", async (record, state) => {
    expect((await dkim(record)).state).toBe(state);
  });

  it("tells of testing, short keys, two keys and none", async () => {
    expect((await dkim(`v=DKIM1; t=y:s; p=${base64(294)}`)).note).toContain("t=y");
    expect((await dkim(`v=DKIM1; t=s; p=${base64(162)}`)).note).toContain("2048");
    expect((await dkim(`p=${base64(294)}`, `p=${base64(295)}`)).state).toBe("wrong");
    expect((await dkim()).state).toBe("missing");
    expect((await checkDkim("a.example", "s1", async () => undefined)).state).toBe("unknown");
  });
});

const dmarc = (records: Record<string, string[] | null>, domain = "acme.example") =>
  checkDmarc(domain, zone(records));

describe("DMARC", () => {
  it.each([
    ["v=DMARC1; p=none; rua=mailto:a@b.example", "ok", "only watches"],
    ["v=DMARC1;p=reject;rua=mailto:a@b.example", "ok", "reject"],
    ["v=DMARC1; p=quarantine", "ok", "no rua"],
    ["v=DMARC1; p=reject; adkim=s; rua=mailto:x@y.example", "ok", "strict"],
    ["v=DMARC1; rua=mailto:a@b.example", "wrong", "no policy"],
    ["v=DMARC1; p=maybe", "wrong", "no policy"],
    ["DMARC1; p=none", "missing", "Add this one"],
    ["v=dmarc1; p=none", "missing", "Add this one"],
  ])("%s", async (record, state, note) => {
    const found = await dmarc({ "_dmarc.acme.example": [record] });
    expect(found.state).toBe(state);
    expect(found.note).toContain(note);
  });

  it("of the domain above covers what is below, by sp where it says so", async () => {
    const above = {
      "_dmarc.acme.example": ["v=DMARC1; p=reject; sp=none; rua=mailto:a@b.example"],
    };
    const found = await dmarc(above, "mail.eu.acme.example");
    expect(found).toMatchObject({ state: "ok", name: "_dmarc.acme.example" });
    expect(found.note).toContain("none");
    const own = { ...above, "_dmarc.mail.eu.acme.example": ["v=DMARC1; p=quarantine"] };
    expect((await dmarc(own, "mail.eu.acme.example")).note).toContain("quarantine");
  });

  it("is never asked of a bare ending, and unknown where nobody answers", async () => {
    const asked: string[] = [];
    await checkDmarc("acme.example", async (name) => {
      asked.push(name);
      return [];
    });
    expect(asked).toEqual(["_dmarc.acme.example"]);
    expect((await dmarc({ "_dmarc.acme.example": null })).state).toBe("unknown");
  });

  it("twice counts as none", async () => {
    expect(
      (await dmarc({ "_dmarc.acme.example": ["v=DMARC1; p=none", "v=DMARC1; p=reject"] })).state,
    ).toBe("wrong");
  });
});
