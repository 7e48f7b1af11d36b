import * as flow from "../../domain/survey/flow.ts";
import type { Answers } from "../../domain/wire/ingest.ts";
import type { Ask, AskedQuestion } from "../../domain/wire/site-config.ts";
import { CHOICES, ELSEWHERE, LOGIC, PICTURES, RARE } from "../features.ts";
import { h } from "./dom.ts";
import { anchor, field, read, settle } from "./fields.ts";
import { shell } from "./shell.ts";

const route: typeof flow.route = (questions, answers) =>
  LOGIC ? flow.route(questions, answers) : (questions as never);
const pipe: typeof flow.pipe = (wording, said) => (LOGIC ? flow.pipe(wording, said) : wording);

export type Hooks = {
  /** A step was committed: all answers so far. False, now or later: kept on the device for a later try. */
  answer(answers: Answers, complete: boolean): void | boolean | undefined | Promise<boolean>;
  /** The respondent closed it, or its time was over after the thank-you: it is to be taken away. */
  close(): void;
  /** An answer was touched; called again with each touch. */
  start(): void;
};

export type Options = {
  /**
   * popover: top layer, in a corner of the page; tab: the same, opened by the respondent; modal: over
   * the page, which is inert behind it; the others stand in their container. Default: popover.
   */
  mode?: "popover" | "modal" | "tab" | "inline" | "page";
  /** What wordings may repeat: attributes of the visitor by name, and answers given elsewhere. */
  words?: Answers;
  /** Answers given elsewhere, such as the score in an e-mail link. */
  answers?: Answers;
  /** Answers that stand in their questions and are nobody's until that question is committed. */
  prefill?: Answers;
  /** Id of the question to start at, or "thanks". Default: the first. */
  step?: string;
};

/**
 * Puts a survey into `root` and leads a respondent through it. No network, no storage.
 * @returns takes it away and gives the focus back, without a word to the hooks
 */
export function mount(root: Element, ask: Ask, hooks: Hooks, options: Options): () => void {
  const { questions, thanks, ui } = ask;
  const mode = RARE ? (options.mode ?? "popover") : "popover";
  const modal = RARE && mode === "modal";
  const popover = RARE ? /po|ta|mo/.test(mode) : true;
  const words = (LOGIC && options.words) || {};
  let answers: Answers = (ELSEWHERE && options.answers) || {};
  /** Which step of the route it is; past the last one comes the thank-you. */
  let at = 0;
  /** What is asked there. */
  let q: AskedQuestion | undefined;
  let kept: boolean | undefined;
  /** Whether the last input came from a pointer: only then a choice leads on by itself. */
  let pointed: unknown;
  let before: EventTarget | null | undefined;

  const button = (sign: string, word?: string) =>
    h("button", { type: "button", "aria-label": word }, sign);
  const live = h("p", { class: "l", role: "status" });
  const back = button(ui.back);
  const close = button("×", ui.close);
  let next: HTMLElement;
  let step = h("form", 0);
  const panel = h(
    modal ? "dialog" : "section",
    {
      class: "p",
      lang: ask.lang,
      dir: ask.rtl ? "rtl" : "ltr",
      "aria-label": pipe(questions[0]!.text, words),
      popover: popover && !modal && "manual",
    },
    step,
    live,
    popover && close,
  );
  const host = shell(root, ask, panel);
  const shadow = host.shadowRoot!;

  const needed = (): boolean => (!!q!.must || !at) && !(CHOICES && q!.kind === "message");
  /** What follows from a touch: Next comes when there is an answer. */
  const follow = (): void => {
    if (q) next.hidden = needed() && read(q, step) === undefined;
    if (CHOICES || PICTURES) settle(step);
  };

  const show = (moved?: boolean): void => {
    const steps = route(questions, answers);
    q = steps[at];
    const wording = pipe((q ?? { text: thanks.title }).text, words);
    const title = h("h2", { tabindex: -1 }, wording);
    let word = kept ? ui.kept : "";
    if (q) {
      if (CHOICES && q.kind === "consent") title.className = "l";
      next = button(steps[at + 1] && !(ELSEWHERE && options.answers) ? ui.next : ui.send);
      step = h(
        "form",
        0,
        title,
        ...field(
          q,
          wording,
          answers[q.id] ?? (ELSEWHERE ? options.prefill?.[q.id] : undefined),
          ...(CHOICES ? [needed()] : []),
        ),
        h("footer", RARE && modal && { role: "none" }, !!at && back, next),
      );
      word = `${ui.step} ${at + 1} / ${steps.length}`;
    } else {
      word ||= pipe(thanks.text ?? "", words);
      step = h(
        "form",
        0,
        h("b", { "aria-hidden": true }, "✓"),
        title,
        h("p", 0, word),
        LOGIC && anchor(thanks.link),
      );
      // Gone after 8 s, unless the pointer or the keyboard is on it.
      if (popover && moved)
        setTimeout(
          () =>
            (RARE && !panel.isConnected) ||
            panel.matches(":hover,:has(:focus-visible)") ||
            hooks.close(),
          8e3,
        );
    }
    panel.firstChild!.replaceWith(step);
    follow();
    // Steps that are behind: nothing is drawn at the first one, where nobody has begun.
    if (LOGIC) panel.style.setProperty("--p", `${(at / steps.length) * 100}%`);
    // A live region speaks only of what changes after it came.
    setTimeout(() => (live.textContent = moved ? word : `${wording} ${word}`), 99);
    // Typing can start at once where no on-screen keyboard would jump up.
    if (moved)
      (
        (matchMedia("(pointer:fine)").matches &&
          step.querySelector<HTMLElement>(CHOICES ? "form>.t" : ".t")) ||
        title
      ).focus();
  };

  const commit = async (advance: boolean): Promise<void> => {
    const answer = read(q!, step);
    // A click comes before its input event.
    follow();
    if (next.hidden || (CHOICES && !step.reportValidity())) return;
    const all: Answers = { ...answers, [q!.id]: answer! };
    const steps = route(questions, all);
    answers = all;
    if (LOGIC) {
      words[q!.id] = step.querySelector("label:has(:checked)")?.textContent || answer!;
      // A changed answer may lead elsewhere: what is off the road now was not asked.
      answers = {};
      for (const one of steps) if (all[one.id] != null) answers[one.id] = all[one.id]!;
    }
    const sent = hooks.answer(answers, advance && !steps[at + 1]);
    if (advance) {
      at++;
      show(true);
    }
    kept = (await sent) === false;
    if (kept && !steps[at]) show(!!shadow.activeElement);
  };

  // The page's shortcuts must not hear what is typed here.
  for (const type of "keydown keyup keypress beforeinput input copy cut paste".split(" ")) {
    shadow.addEventListener(type, (event) => event.stopPropagation());
  }
  shadow.addEventListener("focusin", (event) => (before ??= (event as FocusEvent).relatedTarget));
  // Properties, not listeners: nobody else listens in here, and every visitor loads these bytes.
  /* oxlint-disable unicorn/prefer-add-event-listener */
  panel.oninput = () => {
    follow();
    hooks.start();
  };
  panel.onclick = ({ target, detail }) => {
    // A click on a label comes again, on its field and without a detail.
    pointed ||= detail;
    if (target === close) hooks.close();
    else if (target === back) {
      at--;
      show(true);
    } else if (
      target === next ||
      (pointed &&
        (target as HTMLInputElement).type === "radio" &&
        !(CHOICES && (target as Element).className))
    )
      void commit(true);
  };
  panel.onkeydown = (event) => {
    const { key } = event;
    const target = event.target as HTMLInputElement;
    const enter = key === "Enter" && !event.isComposing;
    const radio = target.type === "radio" && (enter || key === " ");
    pointed = 0;
    if (key === "Escape" && popover) hooks.close();
    if (radio) target.checked = true;
    if (enter && target.matches("input")) {
      event.preventDefault();
      void commit(true);
    } else if (radio) void commit(false);
  };

  if (ELSEWHERE && options.step) {
    const steps = route(questions, answers);
    at = steps.findIndex(({ id }) => id === options.step);
    if (at < 0) at = steps.length;
  }
  if (modal) {
    // The browser's own way out: Back on Android, a screen reader's dismissal.
    panel.oncancel = () => hooks.close();
    (panel as HTMLDialogElement).showModal();
  } else if (popover) panel.showPopover?.();
  // Only who asked for it, or cannot pass it by, is taken to it.
  show(modal || (RARE && mode === "tab"));
  return () => {
    const focused = shadow.activeElement;
    host.remove();
    if (focused) (before as HTMLElement | null)?.focus();
  };
}
