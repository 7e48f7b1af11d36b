import { nextQuestion, pipe, route } from "../../domain/survey/flow.ts";
import type { Answers } from "../../domain/wire/ingest.ts";
import type { Ask, AskedQuestion } from "../../domain/wire/site-config.ts";
import { css } from "../styles/survey.ts";
import { draw, h } from "./dom.ts";
import { type Field, field } from "./fields.ts";

export type Hooks = {
  /** A step was committed: all answers so far. False, now or later: kept on the device for a later try. */
  answer(answers: Answers, complete: boolean): void | boolean | undefined | Promise<boolean>;
  /** The respondent closed it, or it closed itself after the thank-you. */
  close(how: "done" | "dismissed"): void;
  /** The first touch of an answer. */
  start?(): void;
};

export type Options = {
  /** popover: corner of the page, top layer. preview: the same look, standing in its container. */
  mode: "popover" | "inline" | "page" | "preview";
  /** Answers given elsewhere, such as the score in an e-mail link. */
  answers?: Answers;
  /** Id of the question to start at, or "thanks". Default: the first. */
  step?: string;
};

export type Mounted = {
  element: HTMLElement;
  /** Takes it away without a word to the hooks. */
  remove(): void;
};

/** Puts a survey into `root` and leads a respondent through it. No network, no storage. */
export function mount(root: Element, ask: Ask, hooks: Hooks, options: Options): Mounted {
  const { questions, thanks, look, ui } = ask;
  const { mode } = options;
  const floating = mode === "popover" || mode === "preview";
  const answers: Answers = { ...options.answers };
  const path: AskedQuestion[] = [];
  let started = false;
  let kept = false;
  let done = false;
  let pointed = false;
  let before: EventTarget | null | undefined;
  let control: Field | undefined;

  const host = h("verbatim-survey" as "div");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    // "auto" is no colour scheme: the rule falls away and the page's own is inherited.
    `${css}.v{--a:${look.accent};--r:${look.radius}px;color-scheme:${look.scheme}}`,
  );
  shadow.adoptedStyleSheets = [sheet];

  const step = h("div");
  const live = h("p", { class: "l", role: "status" });
  const next = h("button", { type: "button", class: "n" });
  const back = h("button", { type: "button", class: "p" }, ui.back);
  const close =
    floating &&
    h("button", { type: "button", class: "x", "aria-label": ui.close }, draw(16, "M4 4l8 8M12 4l-8 8"));
  const panel = h(
    "section",
    {
      class: `v ${mode} ${look.corner}`,
      lang: ask.lang,
      dir: ask.rtl ? "rtl" : "ltr",
      "aria-label": wording(questions[0]?.text ?? thanks.title),
      popover: mode === "popover" && "manual",
    },
    step,
    live,
    close,
  );

  function wording(text: string): string {
    const words: Answers = {};
    for (const q of questions) {
      const answer = answers[q.id];
      words[q.id] = ("options" in q && q.options.find((o) => o.id === answer)?.text) || (answer ?? "");
    }
    return pipe(text, words);
  }

  const upcoming = (q: AskedQuestion): AskedQuestion | undefined =>
    nextQuestion(questions, { ...answers, [q.id]: control?.read() ?? null }, q.id);

  const refresh = (): void => {
    const q = path.at(-1)!;
    next.textContent = upcoming(q) && !(mode === "page" && options.answers) ? ui.next : ui.send;
    next.hidden =
      "options" in q || q.kind === "score" ? needed(q) && control!.read() === undefined : false;
  };

  const needed = (q: AskedQuestion): boolean => !!q.required || !path[1];

  /** Shows the last question of the path, or the thank-you when there is none. */
  const show = (moved: boolean): void => {
    const q = done ? undefined : path.at(-1);
    const title = q ? wording(q.text) : thanks.title;
    let target: HTMLElement;
    let word = "";
    if (q) {
      control = field({ ...q, text: title }, answers[q.id], needed(q));
      const [first] = control.nodes;
      const legend = h("legend", { class: q.kind === "consent" ? "l" : "q", tabindex: -1, id: "q" }, title);
      back.hidden = !path[1];
      step.replaceChildren(
        h(
          "fieldset",
          {
            "aria-labelledby": "q",
            role: (q.kind === "score" || q.kind === "single") && "radiogroup",
          },
          legend,
          ...control.nodes,
        ),
        h("div", { class: "b" }, back, next),
      );
      refresh();
      const left = route(questions.slice(questions.indexOf(q)), answers).length;
      word = `${moved ? "" : `${title} `}${ui.step
        .replace("{n}", `${path.length}`)
        .replace("{m}", `${path.length - 1 + left}`)}`;
      // Typing can start at once where no on-screen keyboard would jump up.
      target = first!.matches(".t") && matchMedia("(pointer:fine)").matches ? first! : legend;
    } else {
      const { link } = thanks;
      target = h("h2", { class: "q", tabindex: -1 }, title);
      word = kept ? ui.kept : "";
      step.replaceChildren(
        h(
          "div",
          { class: "d" },
          h("span", { class: "k" }, draw(16, "M3 8.5l3.5 3.5L13 5")),
          h(
            "div",
            {},
            target,
            (kept || thanks.text) && h("p", {}, kept ? ui.kept : wording(thanks.text!)),
            link && /^https?:/i.test(link.url) && h("a", { href: link.url }, link.text),
          ),
        ),
      );
      if (mode === "popover" && moved) {
        // Gone after 8 s, unless the pointer or the keyboard is on it.
        setTimeout(() => panel.matches(":hover") || panel.querySelector(":focus-visible") || end(), 8e3);
      }
    }
    // A live region speaks only of what changes after it came.
    setTimeout(() => (live.textContent = word), 99);
    if (moved) target.focus();
  };

  const begin = (): void => {
    if (!started) hooks.start?.();
    started = true;
  };

  const commit = async (advance: boolean): Promise<void> => {
    const q = path.at(-1)!;
    const answer = control!.read();
    if (control!.refused?.() || (answer === undefined && needed(q))) return;
    begin();
    answers[q.id] = answer ?? null;
    // A changed answer may lead elsewhere: what is off the road now was not asked.
    const road = new Set(route(questions, answers).map(({ id }) => id));
    for (const id of Object.keys(answers)) {
      if (!road.has(id) || answers[id] === null) delete answers[id];
    }
    const following = nextQuestion(questions, answers, q.id);
    const sent = hooks.answer({ ...answers }, advance && !following);
    if (advance) {
      if (following) path.push(following);
      done = !following;
      show(true);
    } else refresh();
    kept = (await sent) === false;
    if (kept && done) show(false);
  };

  const remove = (): void => {
    const focused = shadow.activeElement;
    host.remove();
    if (focused) (before as HTMLElement | null)?.focus?.();
  };
  const end = (): void => {
    if (!host.isConnected) return;
    remove();
    hooks.close(done ? "done" : "dismissed");
  };

  // The page's shortcuts must not hear what is typed here.
  for (const type of ["keydown", "keyup", "keypress", "beforeinput", "input", "copy", "cut", "paste"]) {
    shadow.addEventListener(type, (event) => event.stopPropagation());
  }
  shadow.addEventListener("focusin", (event) => (before ??= (event as FocusEvent).relatedTarget));
  panel.addEventListener("input", () => {
    begin();
    refresh();
  });
  panel.addEventListener("pointerdown", () => (pointed = true));
  panel.addEventListener("click", ({ target }) => {
    const hit = (target as Element).closest("button,[type=radio]:not(.w)");
    if (!hit) return;
    if (hit === close) end();
    else if (hit === back) {
      path.pop();
      show(true);
    } else if (hit === next || pointed) void commit(true);
  });
  panel.addEventListener("keydown", (event) => {
    const { key, isComposing, ctrlKey, metaKey } = event;
    const target = event.target as HTMLInputElement;
    pointed = false;
    if (key === "Escape" && floating) end();
    const chosen = target.type === "radio" && (key === " " || key === "Enter");
    if (chosen) target.checked = true;
    if (chosen && key === " ") void commit(false);
    else if (
      key === "Enter" &&
      !isComposing &&
      target.matches(ctrlKey || metaKey ? "input,textarea" : "input")
    ) {
      event.preventDefault();
      void commit(true);
    }
  });

  for (const q of route(questions, answers)) {
    path.push(q);
    if (q.id === (options.step ?? q.id)) break;
  }
  done = options.step === "thanks" || !path[0];
  shadow.append(panel);
  root.append(host);
  show(false);
  if (mode === "popover") panel.showPopover?.();
  // Later, shorter steps must not pull up the page below.
  if (mode === "inline") panel.style.minHeight = `${panel.offsetHeight}px`;
  return { element: host, remove };
}
