import { nextQuestion, pipe, route } from "../../domain/survey/flow.ts";
import type { Answers } from "../../domain/wire/ingest.ts";
import type { Ask, AskedQuestion } from "../../domain/wire/site-config.ts";
import { CHOICES, MODES } from "../features.ts";
import { h } from "./dom.ts";
import { anchor, field, read } from "./fields.ts";
import { shell } from "./shell.ts";

export type Hooks = {
  /** A step was committed: all answers so far. False, now or later: kept on the device for a later try. */
  answer(answers: Answers, complete: boolean): void | boolean | undefined | Promise<boolean>;
  /** The respondent closed it, or it closed itself after the thank-you. */
  close(): void;
  /** An answer was touched; called again with each touch. */
  start?(): void;
};

export type Options = {
  /**
   * popover: top layer, in a corner of the page; tab: the same, opened by the respondent; modal: over
   * the page, which is inert behind it; the others stand in their container.
   */
  mode: "popover" | "modal" | "tab" | "inline" | "page";
  /** Answers given elsewhere, such as the score in an e-mail link. */
  answers?: Answers;
  /** What wordings may repeat beside answers: attributes of the visitor by name. */
  words?: Answers;
  /** Id of the question to start at, or "thanks". Default: the first. */
  step?: string;
};

/**
 * Puts a survey into `root` and leads a respondent through it. No network, no storage.
 * @returns takes it away, without a word to the hooks
 */
export function mount(root: Element, ask: Ask, hooks: Hooks, options: Options): () => void {
  const { questions, thanks, ui } = ask;
  const { mode } = options;
  const modal = MODES && mode === "modal";
  const popover = /po|ta|mo/.test(mode);
  const path: AskedQuestion[] = [];
  let answers: Answers = { ...options.answers };
  /** Answers as later wordings repeat them: a chosen option by its text. */
  const words: Answers = { ...options.words, ...answers };
  let kept = false;
  let done = false;
  /** Whether the last input came from a pointer: only then a choice leads on by itself. */
  let pointed = false;
  let before: EventTarget | null | undefined;

  const step = h("form", 0);
  const live = h("p", { class: "l", role: "status" });
  const button = (sign: string, word?: string) =>
    h("button", { type: "button", "aria-label": word }, sign);
  const back = button(ui.back);
  const close = button("×", ui.close);
  let next: HTMLElement;
  const panel = h(
    modal ? "dialog" : "section",
    {
      class: "p",
      lang: ask.lang,
      dir: ask.rtl ? "rtl" : "ltr",
      "aria-label": questions[0]!.text,
      popover: popover && !modal && "manual",
    },
    step,
    live,
    popover && close,
  );
  const host = shell(root, ask, panel);
  const shadow = host.shadowRoot!;

  const needed = (q: AskedQuestion): boolean =>
    (!!q.must || !path[1]) && !(CHOICES && q.kind === "message");

  /** Shows the last question of the path, or the thank-you. */
  const show = (moved?: boolean): void => {
    const q = path.at(-1)!;
    const wording = pipe(done ? thanks.title : q.text, words);
    const title = h(
      "h2",
      { class: CHOICES && !done && q.kind === "consent" && "l", tabindex: -1 },
      wording,
    );
    let target: HTMLElement | undefined = title;
    let word = kept ? ui.kept : "";
    if (done) {
      const { text, link } = thanks;
      word ||= pipe(text ?? "", words);
      step.replaceChildren(h("b", 0, "✓"), title, h("p", 0, word), anchor(link) ?? "");
      // Gone after 8 s, unless the pointer or the keyboard is on it.
      if (popover && moved)
        setTimeout(() => panel.matches(":hover,:has(:focus-visible)") || end(), 8e3);
    } else {
      next = button(nextQuestion(questions, answers, q.id) && !options.answers ? ui.next : ui.send);
      step.replaceChildren(
        h(
          "div",
          {
            role: `${q.kind[0] === "s" ? "radio" : ""}group`,
            "aria-label": wording,
            // Next stays away until there is an answer.
            class: needed(q) && /[rl]e$/.test(q.kind) && "c",
          },
          title,
          ...field(q, wording, answers[q.id], needed(q)),
        ),
        h("footer", 0, !!path[1] && back, next),
      );
      const steps = route(questions, answers).length;
      word = `${ui.step} ${path.length} / ${steps}`;
      // Steps that are behind: nothing is drawn at the first one, where nobody has begun.
      panel.style.setProperty("--p", `${((path.length - 1) / steps) * 100}%`);
      // Typing can start at once where no on-screen keyboard would jump up.
      if (/tex|ema/.test(q.kind) && matchMedia("(pointer:fine)").matches)
        target = step.querySelector<HTMLElement>(".t")!;
    }
    // A live region speaks only of what changes after it came.
    setTimeout(() => (live.textContent = moved ? word : wording + word), 99);
    if (moved) target.focus();
  };

  const commit = async (advance: boolean): Promise<void> => {
    const q = path.at(-1)!;
    const answer = read(q, step);
    if (!step.reportValidity() || (answer === undefined && needed(q))) return;
    hooks.start?.();
    answers[q.id] = answer!;
    words[q.id] = step.querySelector("label:has(:checked)")?.textContent || answer!;
    // A changed answer may lead elsewhere: what is off the road now was not asked.
    const all = answers;
    answers = {};
    for (const { id } of route(questions, all)) if (all[id] != null) answers[id] = all[id];
    const following = nextQuestion(questions, answers, q.id);
    const sent = hooks.answer(answers, advance && !following);
    if (advance) {
      if (following) path.push(following);
      else done = true;
      show(true);
    }
    kept = (await sent) === false;
    if (kept && done) show();
  };

  const remove = (): void => {
    const focused = shadow.activeElement;
    host.remove();
    if (focused) (before as HTMLElement | null)?.focus();
  };
  const end = (): void => {
    if (!host.isConnected) return;
    remove();
    hooks.close();
  };

  // The page's shortcuts must not hear what is typed here.
  for (const type of "keydown keyup keypress beforeinput input copy cut paste".split(" ")) {
    shadow.addEventListener(type, (event) => event.stopPropagation());
  }
  shadow.addEventListener("focusin", (event) => (before ??= (event as FocusEvent).relatedTarget));
  // Properties, not listeners: nobody else listens in here, and every visitor loads these bytes.
  /* oxlint-disable unicorn/prefer-add-event-listener */
  panel.oninput = () => hooks.start?.();
  panel.onpointerdown = () => (pointed = true);
  panel.onclick = ({ target }) => {
    const hit = (target as Element).closest(
      CHOICES ? "button,[type=radio]:not(.w)" : "button,[type=radio]",
    );
    if (hit === close) end();
    else if (hit === back) {
      path.pop();
      show(true);
    } else if (hit === next || (hit && pointed)) void commit(true);
  };
  panel.onkeydown = (event) => {
    const { key } = event;
    const target = event.target as HTMLInputElement;
    const enter = key === "Enter" && !event.isComposing;
    const radio = target.type === "radio" && (enter || key === " ");
    pointed = false;
    if (key === "Escape" && popover) end();
    if (radio) target.checked = true;
    if (enter && target.matches("input")) {
      event.preventDefault();
      void commit(true);
    } else if (radio) void commit(false);
  };

  for (const q of route(questions, answers)) {
    path.push(q);
    if (q.id === (options.step ?? q.id)) break;
  }
  done = options.step === "thanks" || !path[0];
  if (modal) (panel as HTMLDialogElement).showModal();
  else if (popover) panel.showPopover?.();
  // Only who asked for it, or cannot pass it by, is taken to it.
  show(modal || (MODES && mode === "tab"));
  return remove;
}
