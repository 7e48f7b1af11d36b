import { encode } from "uqr";

/** Light modules around the code that readers need to find it (ISO/IEC 18004). */
const QUIET = 4;
/** Room for a line of words below, in modules. */
const LABEL = 5;

/** A QR code with its quiet zone, in modules: what is dark, and how large all of it is. */
export type Qr = {
  runs: readonly { x: number; y: number; length: number }[];
  width: number;
  height: number;
  label: string;
};

/**
 * An address as a QR code that is still read with 15 % of it lost (level M, more where it costs no
 * size). @param label a line below it; empty: none
 */
export function qrOf(url: string, label = ""): Qr {
  const { data, size } = encode(url, { ecc: "M", border: 0 });
  const runs = data.flatMap((row, y) => {
    const found: { x: number; y: number; length: number }[] = [];
    row.forEach((dark, x) => {
      const last = found.at(-1);
      if (!dark) return;
      if (last && last.x + last.length === x + QUIET) last.length++;
      else found.push({ x: x + QUIET, y: y + QUIET, length: 1 });
    });
    return found;
  });
  const width = size + 2 * QUIET;
  return { runs, width, height: width + (label ? LABEL : 0), label };
}

/** The dark modules as one path. */
export function qrPath({ runs }: Qr): string {
  return runs.map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`).join("");
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/gu, (sign) => ESCAPES[sign] ?? sign);

/** Size of a label in modules: what is long is set smaller, so that it stays within the code. */
export function labelSize({ width, label }: Qr): number {
  return Math.min(2.6, (width - QUIET) / Math.max(1, label.length * 0.56));
}

/** The code as a file of its own. @param pixels its width */
export function qrSvg(qr: Qr, pixels: number): string {
  const { width, height, label } = qr;
  const high = Math.round((pixels * height) / width);
  const words = label
    ? `<text x="${width / 2}" y="${width + 0.5}" font-family="system-ui, sans-serif" font-size="${labelSize(qr).toFixed(2)}" text-anchor="middle">${escaped(label)}</text>`
    : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${pixels}" height="${high}"><rect width="100%" height="100%" fill="#fff"/><path d="${qrPath(qr)}" shape-rendering="crispEdges"/>${words}</svg>\n`;
}

/**
 * The code as a picture. A module is a whole number of pixels, or readers meet blurred edges: the
 * picture is as wide as fits into `pixels`.
 */
export async function qrPng(qr: Qr, pixels: number): Promise<Blob> {
  const scale = Math.max(1, Math.floor(pixels / qr.width));
  const canvas = document.createElement("canvas");
  canvas.width = qr.width * scale;
  canvas.height = qr.height * scale;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  for (const { x, y, length } of qr.runs) pen.fillRect(x * scale, y * scale, length * scale, scale);
  if (qr.label) {
    pen.font = `${labelSize(qr) * scale}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.fillText(qr.label, canvas.width / 2, (qr.width + 0.5) * scale);
  }
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png");
  });
}
