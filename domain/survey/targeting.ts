import type { Definition } from "../wire/survey.ts";

type Device = Definition["targeting"]["devices"][number];

/** Device classes by the width of the window in CSS pixels. */
const WIDTHS: Record<Device, string> = {
  mobile: "(width<600px)",
  tablet: "(600px<=width<1024px)",
  desktop: "(width>=1024px)",
};

/** Source of the regular expression for paths that fit any pattern; `*` stands for any text. */
export function pathSource(patterns: readonly string[]): string {
  const sources = patterns.map((pattern) =>
    pattern.replace(/[^\p{L}\p{N}/_-]/gu, (sign) => (sign === "*" ? ".*" : `\\${sign}`)),
  );
  return `^(${sources.join("|")})$`;
}

/** The media query that holds in windows of these device classes. */
export function screenQuery(devices: readonly Device[]): string {
  return devices.map((device) => WIDTHS[device]).join();
}
