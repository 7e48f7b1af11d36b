import type { Seen } from "../../domain/wire/ingest.ts";
import type { EventName, Listener, SurveyModule } from "../loader/global.ts";
import { rest } from "../runtime/cooldown.ts";
import { flush, post } from "../runtime/outbox.ts";
import { createSession } from "../runtime/session.ts";
import { type Rests, change, keepInMemory, lasting } from "../runtime/state.ts";
import { mount } from "./mount.ts";
import { visitor } from "./visitor.ts";

type What = Seen["events"][number]["what"];

/** Takes the popover away. */
let hide: ((name: string) => void) | undefined;

/** Asks one survey on a host page, or only sends what an earlier page left in the outbox. */
export const open: SurveyModule["open"] = (page, survey, spot) => {
  const { host, site } = page.config;
  const retry = () => void flush(host);
  keepInMemory(!page.keep);
  addEventListener("online", retry);
  page.on = (name) => {
    hide?.(name);
    if (name !== "reset") return;
    // Another visitor from here on; listeners and unsent answers stay.
    page.calls = page.calls.filter(([command]) => command === "on");
    change((state) => {
      for (const key in state) if (key > "o") delete (state as Rests)[key];
    });
  };
  if (!survey) return retry();

  const { id, v } = survey;
  const ask = survey.ask!;
  const channel = spot ? "inline" : "widget";
  const events: Seen["events"] = [];
  let touched: unknown;
  let answered: unknown;

  const tell = (name: EventName, detail?: object): void => {
    if (/^[sd]/.test(name)) events.push({ survey: id, channel, what: name as What });
    for (const [command, event, listener] of page.calls) {
      try {
        if (command === "on" && event === name) (listener as Listener)({ survey: id, ...detail });
      } catch {}
    }
  };
  const pause = (key: string, days: number): void =>
    change((state) => rest(state, key, days, Date.now()));
  /** One deferred request, when the question is over or the page goes out of sight. */
  const report = (): void => {
    // Without memory nothing is sent before a touch.
    if (events[0] && (touched || lasting())) {
      void post(`${host}/v1/seen`, JSON.stringify({ wire: 1, site, events: events.splice(0) }));
    }
  };
  const over = (name: EventName): void => {
    if (!spot) page.asked = hide = undefined;
    tell(name);
    report();
  };
  const commit = createSession(host, { site, survey: id, v, channel, lang: ask.lang }, () =>
    page.keep ? visitor(page.calls) : {},
  );

  const remove = mount(
    spot ?? document.documentElement,
    ask,
    {
      start() {
        if (!touched) tell("started");
        touched = 1;
      },
      answer(answers, complete) {
        answered = 1;
        pause(id, 180);
        tell("answered", { answers, complete });
        return commit(answers, complete);
      },
      close() {
        if (!answered) pause(id, 30);
        over(answered ? "closed" : "dismissed");
      },
    },
    { mode: spot ? "inline" : "popover" },
  );
  tell("shown");
  document.addEventListener("visibilitychange", report);
  if (spot) return;
  pause("t", 30);
  hide = (name) => {
    // Untouched, it stays behind with the page that it was meant for.
    if (/hide|reset/.test(name) || (name === "move" && !touched && survey.paths)) {
      remove();
      over("closed");
    }
  };
};
