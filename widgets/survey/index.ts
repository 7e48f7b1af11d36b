import type { Seen } from "../../domain/wire/ingest.ts";
import type { EventName, Listener, SurveyModule } from "../loader/global.ts";
import { rest } from "../runtime/cooldown.ts";
import { flush, post } from "../runtime/outbox.ts";
import { createSession } from "../runtime/session.ts";
import { type Rests, change, keepInMemory, lasting } from "../runtime/state.ts";
import { mount } from "./mount.ts";
import { visitor } from "./visitor.ts";

/** Asks one survey on a host page, or only sends what an earlier page left in the outbox. */
export const open: SurveyModule["open"] = (page, survey, spot) => {
  const { calls, config } = page;
  const { host, site } = config;
  const retry = () => flush(host);
  keepInMemory(!page.keep);
  addEventListener("online", retry);
  page.on ??= (name) => name === "reset" && forget(calls);
  if (!survey) return void retry();

  const { id, v, ask, rules } = survey;
  const channel = spot ? "inline" : "widget";
  const events: Seen["events"] = [];
  let touched = false;
  let answered = false;

  const tell = (
    name: EventName,
    what?: Seen["events"][number]["what"] | false,
    detail?: object,
  ): void => {
    if (what) events.push({ survey: id, channel, what });
    for (const [command, event, listener] of calls) {
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
  const over = (dismissed?: boolean): void => {
    if (!spot) page.now = undefined;
    tell("close", dismissed && "dismissed");
    report();
  };
  const commit = createSession(host, { site, survey: id, v, channel, lang: ask.lang }, () =>
    page.keep ? visitor(calls) : {},
  );

  const remove = mount(
    spot ?? document.documentElement,
    ask,
    {
      start() {
        touched = true;
        tell("start", "started");
      },
      answer(answers, complete) {
        answered = true;
        pause(id, rules.cool[1]);
        tell("answer", false, { answers, complete });
        return commit(answers, complete);
      },
      close() {
        if (!answered) pause(id, rules.cool[2]);
        over(!answered);
      },
    },
    { mode: spot ? "inline" : "popover" },
  );
  tell("show", "shown");
  document.addEventListener("visibilitychange", report);
  if (spot) return;

  pause("t", rules.cool[0]);
  const { on } = page;
  page.on = (name) => {
    // Untouched, it stays behind with the page that it was meant for.
    if (page.now === survey && (/hide|reset/.test(name) || (!touched && rules.urls[0] && name === "move"))) {
      remove();
      over();
    }
    on!(name);
  };
};

/** Another visitor from here on; listeners and unsent answers stay. */
function forget(calls: unknown[][]): void {
  calls.splice(0, Infinity, ...calls.filter(([command]) => command === "on"));
  change((state) => {
    for (const key of Object.keys(state)) if (!/^[ol]$/.test(key)) delete (state as Rests)[key];
  });
}
