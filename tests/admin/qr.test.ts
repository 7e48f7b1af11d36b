import fc from "fast-check";
import jsqr from "jsqr";
import { expect, it } from "vitest";
import { labelSize, qrOf, qrPath, qrSvg } from "../../admin/screens/build/share/qr.ts";

// The package's own types say what its module does not do under Node.
const read = (jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr;

/** The code as a camera sees it: grey values, a module `scale` pixels wide. */
function photo(qr: ReturnType<typeof qrOf>, scale: number) {
  const [width, height] = [qr.width * scale, qr.height * scale];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const { x, y, length } of qr.runs)
    for (let row = y * scale; row < (y + 1) * scale; row++)
      for (let column = x * scale; column < (x + length) * scale; column++)
        pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
  return { pixels, width, height };
}

it("an independent reader reads what was written, with a label and without", () => {
  const url = fc
    .stringMatching(/^[a-z2-7]{1,120}$/u)
    .map((code) => `https://ask.halden.example/s/${code}`);
  fc.assert(
    fc.property(url, fc.constantFrom("", "Receipt, till 4"), (address, label) => {
      const { pixels, width, height } = photo(qrOf(address, label), 4);
      expect(read(pixels, width, height)?.data).toBe(address);
    }),
    { numRuns: 25 },
  );
});

it("is read with a tenth of it lost, and keeps four light modules around", () => {
  const qr = qrOf("https://ask.halden.example/s/hovcxr6");
  const shot = photo(qr, 6);
  const side = Math.floor(Math.sqrt((qr.width - 8) ** 2 * 0.06));
  const from = Math.floor((qr.width - side) / 2) * 6;
  for (let y = from; y < from + side * 6; y++)
    for (let x = from; x < from + side * 6; x++)
      shot.pixels.fill(255, (y * shot.width + x) * 4, (y * shot.width + x) * 4 + 3);
  expect(read(shot.pixels, shot.width, shot.height)?.data).toBe(
    "https://ask.halden.example/s/hovcxr6",
  );
  const edges = qr.runs.flatMap(({ x, y, length }) => [
    x,
    y,
    qr.width - x - length,
    qr.width - y - 1,
  ]);
  expect(Math.min(...edges)).toBe(4);
});

it("the SVG holds the path alone, and a label as text", () => {
  const qr = qrOf("https://x.example/s/abcdefg", `<b>"A & B"</b>`);
  const svg = qrSvg(qr, 1024);
  expect(svg).toContain(`d="${qrPath(qr)}"`);
  expect(svg).toContain("&lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt;");
  expect(svg).not.toMatch(/<b>|href|script/u);
  expect(svg).toContain('width="1024"');
  // A long name is set smaller, so that it stays within the code.
  const long = qrOf("https://x.example/s/abcdefg", "x".repeat(80));
  expect(labelSize(long) * 80 * 0.56).toBeLessThanOrEqual(long.width);
});
