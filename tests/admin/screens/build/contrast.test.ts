import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENOUGH, contrast, faintIn, readable } from "../../../../admin/screens/build/contrast.ts";
import { definition } from "../../support.ts";

const { look } = definition();
const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("how well colours are read", () => {
  it("is as WCAG counts it", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#ffffff", "#777777")).toBeCloseTo(4.48, 2);
  });

  it("has a colour that is read on every surface, and keeps one that is", () => {
    expect(readable("#1d5b49", "#ffffff")).toBe("#1d5b49");
    fc.assert(
      fc.property(colour, colour, (one, surface) => {
        expect(contrast(readable(one, surface), surface)).toBeGreaterThanOrEqual(ENOUGH);
      }),
    );
  });

  it("is told for text and accent, and mended by what is offered", () => {
    expect(faintIn(look)).toEqual([]);
    expect(faintIn({ ...look, surface: "#fdf6ec" })).toEqual([]);
    expect(
      faintIn({ ...look, surface: "#fdf6ec", accent: "#ffcc00" }).map(({ part }) => part),
    ).toEqual(["accent"]);
    const grey = faintIn({ ...look, surface: "#8fa08f", accent: "#000000" });
    expect(grey).toMatchObject([{ part: "surface" }]);
    expect(grey[0]?.reaches).toBeCloseTo(contrast("#555555", "#8fa08f"), 5);
    fc.assert(
      fc.property(colour, colour, (accent, surface) => {
        let mended = { ...look, accent, surface };
        for (const part of ["surface", "accent"] as const) {
          const found = faintIn(mended).find((one) => one.part === part);
          if (found) mended = { ...mended, [part]: found.better };
        }
        expect(faintIn(mended)).toEqual([]);
      }),
    );
  });
});
