import type { LiveSurvey, SiteConfig } from "../../domain/wire/site-config.ts";
import { RARE } from "../features.ts";
import type { State } from "../runtime/state.ts";
import type { Attributes, Page, SurveyModule, Verbatim } from "./global.ts";
import { rested, sampled, suits } from "./rules.ts";

type Privacy = { globalPrivacyControl?: boolean };

/**
 * Starts the command queue, and loads the survey module when the rules of a survey hold.
 * Every visitor pays for this code: what only a respondent needs is in the module.
 * Never throws into the page.
 * @param load gives the module
 */
export function boot(
  config: SiteConfig,
  load: (config: SiteConfig) => Promise<SurveyModule>,
): void {
  const stub = window.verbatim;
  if (stub?.v) return;

  /** Events that were tracked, "none" among them; popovers and inline containers that were served. */
  const done = new Set<unknown>([undefined]);
  let since: number;
  let address: string | undefined;
  let proof: string | undefined;
  let known: Attributes = {};
  let depth = 0;
  let left: true | undefined;

  /** Written at once, to see that it lasts; undefined where storage is refused. */
  const recall = (): State | undefined => {
    try {
      if (page.keep) return JSON.parse((localStorage["verbatim"] ||= `{"s":${Math.random()}}`));
    } catch {}
    return undefined;
  };

  const open = (survey?: LiveSurvey, spot?: Element | null, forced?: true): void => {
    if (!RARE || (!spot && !survey?.tab)) page.asked = survey;
    load(config)
      .then((module) =>
        RARE ? module.open(page, survey, spot, forced) : module.open(page, survey),
      )
      .catch(() => {});
  };

  const find = (selector: string): Element | null => document.querySelector(selector);

  const check = (): void => {
    if (address) config.surveys.forEach(consider);
  };

  const consider = (survey: LiveSurvey): void => {
    const { id, inline } = survey;
    const state = recall();
    const spot = RARE && inline && (find(`[data-verbatim="${id}"]`) ?? find('[data-verbatim=""]'));
    /** It interrupts nobody. */
    const passive = RARE && (inline ?? survey.tab);
    if (
      (RARE && inline ? spot : passive || !page.asked) &&
      !done.has(spot || id) &&
      // Without a rule these hold everywhere and for everybody.
      RegExp(survey.paths!).test(address!) &&
      matchMedia(survey.screens ?? "").matches &&
      done.has(survey.event) &&
      (!RARE || (!(survey.depth! > depth) && (!survey.exit || left))) &&
      // Who comes with a proof is judged at the edge, the same on every device.
      ((RARE && proof) ||
        (sampled(state?.s ?? Math.random(), id, survey.sample) &&
          (!RARE || suits(survey.traits, known)))) &&
      // A tab stays where it is, answered or not.
      ((RARE && survey.tab) ||
        (state ? rested(state, survey, Date.now(), passive) : passive || survey.bold))
    ) {
      // Beneath a modal dialog of the page the question could be seen but not used.
      const wait = !passive && find(":modal") ? 1e3 : since + survey.delay! - Date.now();
      if (wait > 0) setTimeout(check, wait);
      else {
        done.add(spot || id);
        open(survey, spot || undefined);
      }
    }
  };

  // Global Privacy Control counts as a refusal until the page says otherwise.
  const page: Page = {
    config,
    calls: [],
    keep: !(navigator as Privacy).globalPrivacyControl,
    check,
  };

  const moved = (): void => {
    // An anchor is a place on the page, "#/..." another page.
    if (address === (address = location.href.replace(/#(?!\/).*/, ""))) return;
    since = Date.now();
    if (RARE) depth = 0;
    page.on?.("move", address);
    (window.requestIdleCallback ?? setTimeout)(check, { timeout: 1e3 });
  };

  const api: Verbatim = (...call: unknown[]): void => {
    try {
      const [name, value, more] = call as [string, Attributes & string, Attributes];
      page.keep = (value?.consent as boolean) ?? page.keep;
      if (RARE) {
        if (name === "reset") proof = undefined;
        proof = (value?.proof as string) ?? proof;
        known = name === "reset" ? {} : { ...known, ...(name === "set" ? value : more) };
      }
      if (name === "track") done.add(value);
      else if (name !== "show") page.calls.push(call);
      else if (!page.asked)
        open(
          config.surveys.find(({ id }) => !value || id === value),
          null,
          true,
        );
      if (page.on) page.on(name);
      // Without the module there is no outbox to spare.
      else if (name === "reset") delete localStorage["verbatim"];
      check();
    } catch {}
  };
  api.v = 1;
  // What a late copy of the snippet puts in its place does not stay there.
  Object.defineProperty(window, "verbatim", { get: () => api, set() {} });
  for (const call of stub?.q ?? []) api(...call);

  const start = (): void => {
    moved();
    // Answers that an earlier page could not send.
    if (recall()?.o) open();
  };
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
  if (window.navigation) navigation.addEventListener("currententrychange", moved);
  else setInterval(moved, 1e3);
  if (RARE) {
    const root = document.documentElement;
    addEventListener("scroll", () => {
      if (depth < (depth = Math.max(depth, (scrollY + innerHeight) / root.scrollHeight))) check();
    });
    root.addEventListener("mouseleave", ({ clientY }) => {
      left = clientY < 1 || left;
      check();
    });
  }
}
