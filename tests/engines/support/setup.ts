import { ensureBrowser } from "../../../scripts/browser.ts";
import { ensureEngines } from "../../../scripts/engines.ts";
import { assetsFolder } from "../../../scripts/paths.ts";
import { buildWidgets } from "../../../widgets/build.ts";

/** Before the engines' lane: every engine is there, or the lane fails; and the widget is built. */
export default async function setup(): Promise<void> {
  await ensureBrowser((line) => console.log(line));
  await ensureEngines((line) => console.log(line));
  await buildWidgets({ outDir: assetsFolder });
}
