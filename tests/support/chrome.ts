import { ensureBrowser } from "../../scripts/browser.ts";

/** Before the browser lane: a browser is there, or the lane fails. */
export default async function setup(): Promise<void> {
  await ensureBrowser((line) => console.log(line));
}
