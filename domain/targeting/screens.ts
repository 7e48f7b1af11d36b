import type { Targeting } from "../wire/survey.ts";

export type Device = Targeting["devices"][number];

/** Device classes by the width of the window in CSS pixels. */
const WIDTHS: Record<Device, string> = {
  mobile: "(width<600px)",
  tablet: "(600px<=width<1024px)",
  desktop: "(width>=1024px)",
};

/** The media query that holds in windows of these device classes. */
export function screenQuery(devices: readonly Device[]): string {
  return devices.map((device) => WIDTHS[device]).join();
}
