import { describe, expect, it } from "vitest";
import { fitted, typeOf } from "../../../domain/people/values.ts";

describe("the type of an attribute", () => {
  it.each([
    [1, "number"],
    [true, "boolean"],
    ["2026-01-31", "date"],
    ["2024-02-29", "date"],
    ["2026-02-29", "text"],
    ["2026-13-01", "text"],
    ["2026-01-31T10:00:00Z", "text"],
    ["12", "text"],
    ["true", "text"],
    ["", "text"],
  ] as const)("of %j is %s", (value, type) => expect(typeOf(value)).toBe(type));
});

describe("a later value", () => {
  it.each([
    ["number", "12", 12],
    ["number", " -2.50 ", -2.5],
    ["number", "1e3", 1000],
    ["number", "1e999", undefined],
    ["number", "0x10", undefined],
    ["number", "", undefined],
    ["number", true, undefined],
    ["boolean", "true", true],
    ["boolean", "false", false],
    ["boolean", "1", undefined],
    ["boolean", 1, undefined],
    ["date", " 2026-01-31", "2026-01-31"],
    ["date", "31.01.2026", undefined],
    ["date", 20260131, undefined],
    ["text", "12", "12"],
    ["text", 12, undefined],
  ] as const)("as %s: %j is kept as %j", (type, value, kept) =>
    expect(fitted(value, type)).toBe(kept),
  );
});
