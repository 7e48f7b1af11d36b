import type { Seen } from "../../domain/wire/ingest.ts";
import type { EventName, Listener, SurveyModule } from "../loader/global.ts";
import { onPath } from "../loader/rules.ts";
import { rest } from "../runtime/cooldown.ts";
import { json } from "../runtime/json.ts";
import { flush, post } from "../runtime/outbox.ts";
import { createSession } from "../runtime/session.ts";
import { type Rests, change, keepInMemory, lasting } from "../runtime/state.ts";
import { mount } from "./mount.ts";
import { visitor } from "./visitor.ts";

/** Asks one survey on a host page, or only sends what an earlier page left in the outbox. */
export const open: SurveyModule["open"] = (page, survey, spot) => {
  const { calls, config } = page;
  const { host, site } = config;
  keepInMemory(!page.keep);
  const retry = () => flush(host);
  addEventListener("online", retry);
  page.on ??= (name) => name === "reset" && forget(calls);
  if (!survey) return void retry();

  const { id, v, ask, rules } = survey;
  const channel = spot ? "inline" : "widget";
  const events: Seen["events"] = [];
  let touched = false;
  let answered = false;

  const emit = (name: EventName, what?: Seen["events"][number]["what"] | false, detail?: object): void => {
    if (what) events.push({ survey: id, channel, what });
    for (const [command, event, listener] of calls) {
      try {
        if (command === "on" && event === name) (listener as Listener)({ survey: id, ...detail });
      } catch {}
    }
  };
  const pause = (key: string, days: number): void =>
    change((state) => rest(state as Rests, key, days, Date.now()));
  /** One deferred request, when the question is over or the page goes out of sight. */
  const report = (): void => {
    // Without memory nothing is sent before a touch.
    if (events[0] && (touched || lasting())) {
      void post(`${host}/v1/seen`, json({ wire: 1, site, events: events.splice(0) }));
    }
  };
  const over = (dismissed?: boolean): void => {
    if (!spot) page.now = undefined;
    emit("close", dismissed && !answered && "dismissed");
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
        emit("start", "started");
      },
      answer(answers, complete) {
        answered = true;
        pause(id, rules.cool[1]);
        emit("answer", false, { answers, complete });
        return commit(answers, complete);
      },
      close(how) {
        if (how !== "done") pause(id, rules.cool[2]);
        over(how !== "done");
      },
    },
    { mode: spot ? "inline" : "popover" },
  );
  emit("show", "shown");
  document.addEventListener("visibilitychange", () => document.hidden && report());
  if (spot) return;

  pause("t", rules.cool[0]);
  const { on } = page;
  page.on = (name) => {
    if (
      page.now === survey &&
      (name === "hide" ||
        name === "reset" ||
        (name === "move" && !touched && !onPath(rules.urls, location.pathname)))
    ) {
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
