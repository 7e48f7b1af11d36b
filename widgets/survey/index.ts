import type { Seen } from "../../domain/wire/ingest.ts";
import type { EventName, Listener, SurveyModule } from "../loader/global.ts";
import { onPath } from "../loader/rules.ts";
import { rest } from "../runtime/cooldown.ts";
import { flush } from "../runtime/outbox.ts";
import { saw, sendSeen } from "../runtime/seen.ts";
import { type Visitor, createSession, gpc } from "../runtime/session.ts";
import { type Rests, change, keepInMemory, lasting } from "../runtime/state.ts";
import { type Hooks, mount } from "./mount.ts";

/** Asks one survey on a host page, or only sends what an earlier page left in the outbox. */
export const open: SurveyModule["open"] = (page, survey, spot) => {
  const { config, calls } = page;
  const { host, site } = config;
  keepInMemory(!page.keep);
  const retry = () => flush(host);
  addEventListener("online", retry);
  page.on ??= (name) => name === "reset" && forget(calls);
  if (!survey) return void retry();

  const { id, v, ask, rules } = survey;
  const channel = spot ? "inline" : "widget";
  let touched = false;
  let answered = false;

  const count = (what: Seen["events"][number]["what"]) => saw({ survey: id, channel, what });
  const report = (): void => {
    // Without memory or consent nothing is sent before a touch.
    if (!gpc() && (touched || lasting())) sendSeen(config);
  };
  const pause = (days: number, key = id) =>
    change((state) => rest(state, key, days, Date.now()));
  const emit = (name: EventName, detail?: object): void => {
    for (const [command, event, listener] of calls) {
      try {
        if (command === "on" && event === name) (listener as Listener)({ survey: id, ...detail });
      } catch {}
    }
  };
  const close = (complete?: boolean): void => {
    if (!spot) page.now = undefined;
    report();
    emit("close", { complete });
  };

  const hooks: Hooks = {
    start() {
      touched = true;
      count("started");
      emit("start");
    },
    answer(answers, complete) {
      if (!answered) pause(rules.cool[1]);
      answered = true;
      const sent = commit(answers, complete);
      emit("answer", { answers, complete });
      return sent;
    },
    close(how) {
      if (how === "dismissed") {
        if (!answered) count("dismissed");
        pause(rules.cool[2]);
      }
      close(how === "done");
    },
  };
  const commit = createSession(host, { site, survey: id, v, channel, lang: ask.lang }, () => visitor(calls));

  const { remove } = mount(spot ?? document.documentElement, ask, hooks, {
    mode: spot ? "inline" : "popover",
  });
  if (!spot) pause(rules.cool[0], "t");
  count("shown");
  emit("show");
  document.addEventListener("visibilitychange", () => document.hidden && report());

  if (spot) return;
  const { on } = page;
  page.on = (name) => {
    const gone = name === "move" && !touched && !onPath(rules.urls, location.pathname);
    if (page.now === survey && (gone || name === "hide" || name === "reset")) {
      remove();
      close();
    }
    on!(name);
  };
};

/** What `identify` and `set` said so far. */
function visitor(calls: unknown[][]): Visitor {
  const known: Visitor = { attributes: {} };
  for (const [command, value, more] of calls) {
    if (command === "identify") {
      known.person = (typeof value === "object" ? value : { id: `${value}` }) as NonNullable<Visitor["person"]>;
    }
    Object.assign(known.attributes!, command === "set" ? value : command === "identify" && more);
  }
  delete known.attributes!["consent"];
  return known;
}

/** Another visitor from here on; listeners and unsent answers stay. */
function forget(calls: unknown[][]): void {
  calls.splice(0, Infinity, ...calls.filter(([command]) => command === "on"));
  change((state) => {
    for (const key of Object.keys(state)) if (key !== "o" && key !== "l") delete (state as Rests)[key];
  });
}
