import { expect, it } from "vitest";
import { screenQuery } from "../../../domain/targeting/screens.ts";

it("names windows by their width", () => {
  expect(screenQuery(["mobile", "desktop"])).toBe("(width<600px),(width>=1024px)");
});
