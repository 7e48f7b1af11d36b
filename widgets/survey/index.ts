import type { Answers, Leave, Seen } from "../../domain/wire/ingest.ts";
import type { Ask, SiteConfig } from "../../domain/wire/site-config.ts";
import { MODES, PEOPLE } from "../features.ts";
import type { EventName, Listener, SurveyModule } from "../loader/global.ts";
import { flush, post } from "../runtime/outbox.ts";
import { createSession } from "../runtime/session.ts";
import { type Rests, change, count, keepInMemory, lasting, read } from "../runtime/state.ts";
import { uuid7 } from "../runtime/uuid.ts";
import { mount } from "./mount.ts";
import { tab } from "./tab.ts";
import { visitor } from "./visitor.ts";

type What = Seen["events"][number]["what"];

/** How old the configuration may be when a question shows; and how often it is looked at after that. */
const FRESH = 4e4;

/** Takes the popover away. */
let hide: ((name: string, address?: string) => void) | undefined;
let warned: unknown;

/** Asks one survey on a host page, or only sends what an earlier page left in the outbox. */
export const open: SurveyModule["open"] = async (page, survey, spot, forced) => {
  const { host, site, rests } = page.config;
  const events: Seen["events"] = [];
  const known = () => visitor(page.calls);
  let touched: unknown;

  /** One deferred request, when the question is over or the page goes out of sight. */
  const report = async (): Promise<void> => {
    const { h } = read();
    // Without memory nothing is sent before a touch.
    if ((events[0] ?? h) && (touched || lasting())) {
      const { person } = known();
      const body = {
        wire: 1,
        site,
        events: events.splice(0),
        ...h,
        person: person?.proof && person,
      };
      if ((await post(`${host}/v1/seen`, body))?.ok && h) change((state) => delete state.h);
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
        for (const key in state) if (!/^[oh]$/.test(key)) delete state[key as "o"];
      });
    };
  }
  if (!survey) return retry();

  const { id, v, metric, again = [180, 30] } = survey;
  const word = MODES && survey.tab;
  const channel = spot ? "inline" : word ? "tab" : "widget";
  let { ask } = survey;

  const get = <T>(path: string): Promise<T> =>
    fetch(`${host}/v1/${path}.json`, { cache: "no-cache" }).then((reply) => reply.json());
  /** Whether it is still to be asked; where nobody can say, it is. */
  const live = (): Promise<unknown> =>
    get<SiteConfig>(site).then(
      ({ surveys }) => surveys.some((one) => one.id === id),
      () => 1,
    );
  /** May it be asked, and in which words? */
  const ready = async (): Promise<Ask | false | undefined> => {
    const { person, attributes } = known();
    const language = attributes["language"] as string | undefined;
    if (performance.now() > FRESH && !(await live())) return;
    if (!ask || (language && !language.startsWith(ask.lang)))
      ask = await get<Ask>(`c/${id}.${v}.${language ?? "-"}`).catch(() => ask);
    if (PEOPLE && person?.proof && page.keep && !forced) {
      const reply = await post(`${host}/v1/ok`, {
        wire: 1,
        site,
        survey: id,
        visit: uuid7(Date.now()),
        person,
        attributes,
      });
      const { ok, rests: told } = (reply?.ok ? await reply.json() : {}) as Partial<Leave>;
      change((state) => Object.assign(state, told));
      if (!ok) return;
    }
    return ask;
  };
  if (!(await ready())) {
    if (page.asked === survey) page.asked = undefined;
    return page.check();
  }

  let remove: (() => void) | undefined;
  let handle: HTMLElement | undefined;
  const watch = setInterval(async () => {
    if (document.hidden || (await live())) return;
    leave();
    handle?.remove();
    clearInterval(watch);
  }, FRESH);

  const tell = (name: EventName, detail?: object): void => {
    if (/^[sd]/.test(name)) events.push({ survey: id, channel, what: name as What });
    for (const [command, event, listener] of page.calls) {
      try {
        if (command === "on" && event === name) (listener as Listener)({ survey: id, ...detail });
      } catch {}
    }
  };
  const pause = (days: number, key: string = id): void =>
    change((state) => ((state as Rests)[key] = Date.now() + days * 864e5));
  const over = (name: EventName): void => {
    if (!spot) page.asked = hide = undefined;
    if (!word) clearInterval(watch);
    remove = undefined;
    tell(name);
    void report();
  };
  const leave = (): void => {
    if (!remove) return;
    remove();
    over("closed");
  };

  const begin = (): void => {
    let answered: unknown;
    const commit = createSession(host, { site, survey: id, v, channel, lang: ask!.lang }, () =>
      page.keep ? { ...known(), page: location.origin + location.pathname } : {},
    );
    touched = 0;
    if (word) {
      hide?.("hide");
      page.asked = survey;
    }
    remove = mount(
      spot ?? document.documentElement,
      ask!,
      {
        start() {
          if (!touched) tell("started");
          touched = 1;
        },
        answer(answers, complete) {
          answered = 1;
          pause(again[0] || 1e5);
          if (metric) pause(rests?.[1] ?? 90, metric);
          tell("answered", { answers, complete });
          return commit(answers, complete);
        },
        close() {
          if (!answered) pause(again[1]);
          over(answered ? "closed" : "dismissed");
        },
      },
      {
        mode: spot ? "inline" : MODES && survey.modal ? "modal" : word ? "tab" : "popover",
        words: known().attributes as Answers,
      },
    );
    tell("shown");
    if (spot) return;
    if (!word) pause(rests?.[0] ?? 30, "t");
    hide = (name, address) => {
      // Untouched, it stays behind with the page that it was meant for.
      if (
        /hide|reset/.test(name) ||
        (name === "move" && !touched && !RegExp(survey.paths!).test(address!))
      )
        leave();
    };
  };
  document.addEventListener("visibilitychange", report);
  if (word && !forced) handle = tab(word, ask!, () => (remove ? leave() : begin()));
  else begin();
};
