import type { Answers, Seen } from "../../domain/wire/ingest.ts";
import type { Ask, SiteConfig } from "../../domain/wire/site-config.ts";
import { LOGIC, RARE } from "../features.ts";
import type { EventName, Listener, SurveyModule } from "../loader/global.ts";
import { flush, post } from "../runtime/outbox.ts";
import { createSession } from "../runtime/session.ts";
import { type Rests, change, count, keepInMemory, lasting } from "../runtime/state.ts";
import { granted, proven } from "./people.ts";
import { mount } from "./mount.ts";
import { tab } from "./tab.ts";
import { visitor } from "./visitor.ts";

type What = Seen["events"][number]["what"];

/** How old the configuration may be when a question shows; how often it is looked at after that. */
const FRESH = 4e4;

/** Takes the popover away, where a command or a move asks for it. */
let hide: ((name: string, address?: string) => void) | undefined;
let warned: unknown;

/** Asks one survey on a host page, or only sends what an earlier page left in the outbox. */
export const open: SurveyModule["open"] = async (page, survey, place, forced) => {
  const { host, site, rests = [30, 90] } = page.config;
  const spot = RARE && place;
  const events: Seen["events"] = [];
  /** 1: an answer was touched. 2: one was committed. */
  let touched = 0;

  /** One deferred request, when the question is over or the page goes out of sight. */
  const report = async (): Promise<void> => {
    const { h } = change();
    // Without memory nothing is sent before a touch, without consent nothing but answers.
    if ((events[0] ?? h) && ((touched && page.keep) || lasting())) {
      const body = { wire: 1, site, events: events.splice(0), ...h, ...(RARE && proven(page)) };
      const reply = await post(`${host}/v1/seen`, JSON.stringify(body));
      if (h && reply?.ok) change((state) => delete state.h);
    }
  };
  const retry = () => void flush(host).then(report);
  keepInMemory(!page.keep);
  if (!page.on) {
    addEventListener("online", retry);
    document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
      if (!blockedURI.startsWith(host)) return;
      count("blocked");
      warned ||= [console.warn(`Verbatim: add ${host} to ${effectiveDirective}`)];
    });
    page.on = (name, address) => {
      hide?.(name, address);
      if (name !== "reset") return;
      // Another visitor from here on; listeners and unsent answers stay.
      page.calls = page.calls.filter(([command]) => command === "on");
      change((state) => {
        for (const key in state) if ((state as Rests)[key]! > 0) delete (state as Rests)[key];
      });
    };
  }
  if (!survey) return retry();

  const { id, v, metric, again = [180, 30] } = survey;
  const word = RARE && survey.tab;
  const channel = spot ? "inline" : word ? "tab" : "widget";
  let { ask } = survey;
  let remove: (() => void) | undefined;
  let handle: HTMLElement | undefined;

  const get = <T>(path: string): Promise<T> =>
    fetch(`${host}/v1/${path}.json`, { cache: "no-cache" }).then((reply) => reply.json());
  /** Whether it is still to be asked; where nobody can say, it is. */
  const live = (): Promise<unknown> =>
    get<SiteConfig>(site).then(
      ({ surveys }) => surveys.some((one) => one.id === id),
      () => 1,
    );
  const language = visitor(page.calls).attributes["language"] as string | undefined;
  if (!ask || (language && !language.startsWith(ask.lang)))
    ask = await get<Ask>(`c/${id}.${v}.${language ?? "-"}`).catch(() => ask);
  if (
    !ask ||
    (performance.now() > FRESH && !(await live())) ||
    (RARE && !forced && !(await granted(page, id)))
  ) {
    if (!spot && !word) page.asked = undefined;
    return page.check();
  }

  const tell = (name: EventName, detail?: object): void => {
    if (/^[sd]/.test(name)) events.push({ survey: id, channel, what: name as What });
    for (const [command, event, listener] of page.calls) {
      try {
        if (command === "on" && event === name) (listener as Listener)({ survey: id, ...detail });
      } catch {}
    }
  };
  const pause = (key: string, days: number): unknown =>
    change((state) => ((state as Rests)[key] = Date.now() + days * 864e5));
  const over = (name: EventName): void => {
    if (!remove) return;
    remove();
    remove = undefined;
    if (!spot) page.asked = hide = undefined;
    if (!word) clearInterval(watch);
    tell(name);
    void report();
  };
  const watch = setInterval(async () => {
    if (document.hidden || (await live())) return;
    over("closed");
    if (word) {
      handle?.remove();
      clearInterval(watch);
    }
  }, FRESH);

  const begin = (): void => {
    const start = (): void => {
      if (!touched) tell("started");
      touched ||= 1;
    };
    const commit = createSession(host, { site, survey: id, v, channel, lang: ask.lang }, () =>
      page.keep ? { ...visitor(page.calls), page: location.origin + location.pathname } : {},
    );
    touched = 0;
    if (word) {
      hide?.("hide");
      page.asked = survey;
    }
    remove = mount(
      spot || document.documentElement,
      ask,
      {
        start,
        answer(answers, complete) {
          // A click commits before its input event comes.
          start();
          touched = 2;
          pause(id, again[0] || 1e5);
          if (metric) pause(metric, rests[1]);
          tell("answered", { answers, complete });
          return commit(answers, complete);
        },
        close() {
          if (touched < 2) pause(id, again[1]);
          over(touched < 2 ? "dismissed" : "closed");
        },
      },
      {
        ...(LOGIC && { words: visitor(page.calls).attributes as Answers }),
        ...(RARE && { mode: spot ? "inline" : survey.modal ? "modal" : word ? "tab" : "popover" }),
      },
    );
    tell("shown");
    if (spot) return;
    if (!word) pause("t", rests[0]);
    hide = (name, address) => {
      // Untouched, it stays behind with the page that it was meant for.
      if (/hide|reset/.test(name) || (address && !touched && !RegExp(survey.paths!).test(address)))
        over("closed");
    };
  };
  document.addEventListener("visibilitychange", () => void report());
  if (word && !forced) handle = tab(word, ask, () => (remove ? over("closed") : begin()));
  else begin();
};
