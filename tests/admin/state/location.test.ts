import { expect, it } from "vitest";
import { keptOf, withQuery } from "../../../admin/state/location.ts";

it("changes parameters and leaves the others", () => {
  const query = { survey: "sv_a", q: "late", period: "30d" };
  expect(withQuery("/app/responses", query, { q: undefined, state: "test" })).toBe(
    "/app/responses?survey=sv_a&period=30d&state=test",
  );
  expect(withQuery("/app", { q: "a" }, { q: undefined })).toBe("/app");
});

it("writes text so that it comes back unharmed", () => {
  const url = withQuery("/app", {}, { q: "50 % & more #1" });
  expect(new URL(url, "http://x").searchParams.get("q")).toBe("50 % & more #1");
});

it("takes only the period along to another screen", () => {
  expect(
    withQuery("/app", keptOf({ from: "2026-01-01", to: "2026-01-31", q: "late", open: "x" }), {}),
  ).toBe("/app?from=2026-01-01&to=2026-01-31");
});
