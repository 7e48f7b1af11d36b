import type { LiveSurvey, SiteConfig } from "../../domain/wire/site-config.ts";
import { rested } from "../runtime/cooldown.ts";
import { KEY, type State } from "../runtime/state.ts";
import type { Page, SurveyModule, Verbatim } from "./global.ts";
import { sampled } from "./rules.ts";

type Privacy = { globalPrivacyControl?: boolean };

/**
 * Starts the command queue, and loads the survey module when the rules of a survey hold.
 * Every visitor pays for this code: what only a respondent needs is in the module.
 * Never throws into the page.
 */
export function boot(config: SiteConfig): void {
  const stub = window.verbatim;
  if (stub?.v) return;

  // Global Privacy Control counts as a refusal until the page says otherwise.
  const page: Page = { config, calls: [], keep: !(navigator as Privacy).globalPrivacyControl };
  /** Events that were tracked, "none" among them; popovers and inline containers that were served. */
  const done = new Set<unknown>([undefined]);
  let since: number;
  let path: string | undefined;

  /** Written at once, to see that it lasts; undefined where storage is refused. */
  const recall = (): State | undefined => {
    try {
      if (page.keep) return JSON.parse((localStorage[KEY] ||= `{"s":${Math.random()}}`));
    } catch {}
    return undefined;
  };

  const open = (survey?: LiveSurvey, spot?: Element | null): void => {
    if (!spot) page.asked = survey;
    (import(/* @vite-ignore */ config.host + config.widget) as Promise<SurveyModule>)
      .then((module) => module.open(page, survey, spot))
      .catch(() => {});
  };

  const find = (selector: string): Element | null => document.querySelector(selector);

  const check = (): void => {
    if (!path) return;
    const state = recall();
    for (const survey of config.surveys) {
      const { id, inline } = survey;
      const spot = inline && (find(`[data-verbatim="${id}"]`) ?? find('[data-verbatim=""]'));
      const key = spot ?? id;
      if (
        (inline ? spot : !page.asked) &&
        !done.has(key) &&
        // Without a rule these hold everywhere and for everybody.
        RegExp(survey.paths!).test(path) &&
        matchMedia(survey.screens ?? "").matches &&
        done.has(survey.event) &&
        sampled(state?.s ?? Math.random(), id, survey.sample) &&
        (state ? rested(state, id, Date.now(), inline) : inline || survey.bold)
      ) {
        const wait = since + survey.delay! - Date.now();
        // Beneath a modal dialog of the page the question could be seen but not used.
        const covered = !inline && find(":modal");
        if (wait > 0 || covered) setTimeout(check, covered ? 1e3 : wait);
        else {
          done.add(key);
          open(survey, spot);
        }
      }
    }
  };

  const moved = (): void => {
    if (path === (path = location.pathname)) return;
    since = Date.now();
    page.on?.("move");
    (window.requestIdleCallback ?? setTimeout)(check, { timeout: 1e3 });
  };

  const run = (call: unknown[]): void => {
    try {
      const [name, value] = call as [string, { consent?: boolean } & string];
      page.keep = value?.consent ?? page.keep;
      if (name === "track") done.add(value);
      else if (name !== "show") page.calls.push(call);
      else if (!page.asked) open(config.surveys.find(({ id }) => !value || id === value));
      if (page.on) page.on(name);
      // Without the module there is no outbox to spare.
      else if (name === "reset") delete localStorage[KEY];
      check();
    } catch {}
  };
  const api: Verbatim = (...call: unknown[]) => run(call);
  api.v = 1;
  window.verbatim = api;
  for (const call of stub?.q ?? []) run(call);

  const start = (): void => {
    moved();
    // Answers that an earlier page could not send.
    if (recall()?.o) open();
  };
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) navigation.addEventListener("currententrychange", moved);
  else setInterval(moved, 1e3);
}
