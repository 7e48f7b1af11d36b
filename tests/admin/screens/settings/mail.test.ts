import { describe, expect, it } from "vitest";
import { addressesOf, errorsCsv } from "../../../../admin/screens/settings/mail-addresses.ts";
import {
  formOf,
  senderProblems,
  settingsOf,
} from "../../../../admin/screens/settings/mail-form.ts";

describe("a list of addresses", () => {
  it("is read from lines and from CSV, each once, without the head", () => {
    expect(addressesOf("a@x.example\r\nb@x.example\n\nA@x.example\n")).toEqual([
      { line: 1, email: "a@x.example" },
      { line: 2, email: "b@x.example" },
    ]);
    const csv = '\uFEFFName,Email\n"Lovelace, ""Ada""","ada@x.example"\nBo;bo@x.example;1\n';
    expect(addressesOf(csv)).toEqual([
      { line: 2, email: "ada@x.example" },
      { line: 3, email: "bo@x.example" },
    ]);
  });
  it("keeps what is no address, to be told as wrong with its line", () => {
    expect(addressesOf("a@x.example\nnobody\n")).toEqual([
      { line: 1, email: "a@x.example" },
      { line: 2, email: "nobody" },
    ]);
  });
  it("gives failed lines that no spreadsheet runs", () => {
    const csv = errorsCsv([{ line: 3, email: '=1+1"', message: "must be an address" }]);
    expect(csv).toBe(`line,address,reason\r\n3,"'=1+1""","must be an address"\r\n`);
  });
});

describe("the sender's form", () => {
  it("goes there and back without loss", () => {
    const settings = {
      fromName: "Halden",
      from: "hello@halden.example",
      address: "Street 1, Bergen",
      dailyCap: 500,
      warmUp: "2026-11-20",
      selectors: ["s1", "s2"],
      spf: "spf.relay.example",
    };
    expect(settingsOf(formOf(settings, "x"))).toEqual(settings);
  });
  it("leaves out what is empty and says what is wrong, by field", () => {
    const empty = formOf(null, "Halden");
    expect(settingsOf(empty)).toEqual({
      fromName: "Halden",
      from: "",
      address: "",
      dailyCap: 2000,
    });
    expect(Object.keys(senderProblems(empty)).toSorted()).toEqual(["address", "from"]);
    const bad = { ...empty, from: "a@b.example", address: "Street 1", spf: "a host" };
    expect(Object.keys(senderProblems(bad))).toEqual(["spf"]);
  });
});
