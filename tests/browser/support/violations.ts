import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe-core finds on the page as it stands; the page's own policy must not stand in its way. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    const { violations: found } = await run(document, {
      rules: { "target-size": { enabled: true } },
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
  });
}
