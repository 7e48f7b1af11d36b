import { setTimeout } from "node:timers/promises";
import AxeBuilder from "axe-core";
import type { Browser } from "playwright-core";
import { POLICIES, type Policy } from "./host.ts";
import { type Entrant, Visit, addressOf, requestsOf } from "./load.ts";

/** What is the same in every load, looked at once and at full speed. */
export type Checks = {
  /** Requests of a visitor whom nobody asks; undefined where there is no such visitor. */
  requestsIdle: number | undefined;
  /** Requests while the question stands untouched. */
  requestsShown: number;
  /** Requests of one committed answer, and their preflights; undefined where it is not its own code. */
  requestsAnswer: number | undefined;
  preflightsAnswer: number | undefined;
  /** Elements of the question that break a rule of axe, and the rules. */
  axe: number;
  axeRules: string[];
  /** What the strict policies blocked, all together, and under how many of them it could ask. */
  csp: number;
  cspShown: number;
};

/** How long requests are waited for: analytics are sent in batches of seconds. */
const QUIET_MS = 4500;
/** How long a question may take under a strict policy, without anything to slow it. */
const POLICY_MS = 5000;

/** Looks at one contender. @throws Error when it asks nothing */
export async function check(browser: Browser, entrant: Entrant): Promise<Checks> {
  const requestsIdle = entrant.contender.alwaysAsks ? undefined : await idle(browser, entrant);
  const asked = await answered(browser, entrant);
  const strict = await Promise.all(POLICIES.map((policy) => underPolicy(browser, entrant, policy)));
  return {
    requestsIdle,
    ...asked,
    csp: strict.reduce((sum, { violations }) => sum + violations, 0),
    cspShown: strict.filter(({ shown }) => shown).length,
  };
}

async function idle(browser: Browser, entrant: Entrant): Promise<number> {
  await using visit = await Visit.open(browser, entrant);
  entrant.service.forget();
  await visit.page.goto(addressOf(entrant, false));
  await setTimeout(QUIET_MS);
  return requestsOf(entrant.service.exchanges, visit.outside.length).requests;
}

async function answered(browser: Browser, entrant: Entrant) {
  const { contender, service } = entrant;
  await using visit = await Visit.open(browser, entrant);
  const { page, outside } = visit;
  service.forget();
  await page.goto(addressOf(entrant));
  const shown = await visit.shown();
  if (shown === undefined) throw new Error(`${contender.name} asked nothing`);
  await setTimeout(QUIET_MS);
  const standing = service.exchanges.filter(({ at }) => at >= shown);
  const requestsShown = requestsOf(standing).requests;
  const rules = await violations(visit, entrant);
  service.forget();
  const before = outside.length;
  await contender.answer?.(page);
  if (contender.answer) await setTimeout(QUIET_MS);
  const sent = requestsOf(service.exchanges, outside.length - before);
  return {
    requestsShown,
    requestsAnswer: contender.answer && sent.requests,
    preflightsAnswer: contender.answer && sent.preflights,
    axe: rules.reduce((sum, { elements }) => sum + elements, 0),
    axeRules: rules.map(({ id, elements }) => `${id} x ${elements}`),
  };
}

/** What axe says of the question and nothing else on the page. */
async function violations({ page }: Visit, { contender }: Entrant) {
  await page.evaluate(AxeBuilder.source);
  const question = await page.evaluateHandle<Element>(`(${contender.find.toString()})()`);
  return question.evaluate(async (element) => {
    const { axe } = window as unknown as { axe: typeof AxeBuilder };
    // All that was put on the page, not the one field that tells that it is there.
    const root = element.getRootNode();
    let whole = root instanceof ShadowRoot ? root.host : element;
    while (whole.parentElement?.matches("body *")) whole = whole.parentElement;
    const result = await axe.run(whole as HTMLElement, {
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
    });
    return result.violations.map(({ id, nodes }) => ({ id, elements: nodes.length }));
  });
}

async function underPolicy(browser: Browser, entrant: Entrant, policy: Policy) {
  await using visit = await Visit.open(browser, entrant);
  await visit.page.goto(addressOf(entrant, true, policy));
  const shown = (await visit.shown(POLICY_MS)) !== undefined;
  return { shown, violations: (await visit.noted()).violations.length };
}
