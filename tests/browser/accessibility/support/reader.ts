import type { CDPSession, Page } from "playwright-core";
import { type Said, focusPath, listenTo, treeOf } from "./tree.ts";

const ROLES: { [role: string]: string } = {
  radio: "radio button",
  radiogroup: "radio group",
  checkbox: "check box",
  textbox: "edit",
  heading: "heading",
  dialog: "dialog",
  region: "region",
  group: "group",
  link: "link",
  button: "button",
  main: "main landmark",
};

/**
 * What a screen reader has to say: the containers that the focus enters, then what has it, then what
 * the live region says. Computed from the browser's accessibility tree; readers differ in wording.
 */
export class Reader {
  readonly #page: Page;
  readonly #session: CDPSession;
  #before: string[] = [];

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  /** Listens from now on. */
  static async start(page: Page): Promise<Reader> {
    const reader = new Reader(page, await listenTo(page));
    await page.evaluate(() => {
      const heard: string[] = ((window as unknown as { heard: string[] }).heard = []);
      const listen = (root: Node) =>
        new MutationObserver((records) => {
          for (const { target, addedNodes } of records) {
            const region = (target as Element).closest?.("[role=status]");
            if (region?.textContent) heard.push(region.textContent);
            for (const added of addedNodes)
              if ((added as Element).shadowRoot) listen((added as Element).shadowRoot!);
          }
        }).observe(root, { childList: true, subtree: true, characterData: true });
      listen(document);
    });
    return reader;
  }

  /**
   * Does something and returns what is said then.
   * @param settled the live region's words that must have come; default: none are waited for
   */
  async after(act: () => Promise<unknown>, settled?: RegExp): Promise<string> {
    await act();
    if (settled)
      await this.#page.waitForFunction(
        (source) =>
          (window as unknown as { heard: string[] }).heard.some((words) =>
            new RegExp(source, "u").test(words),
          ),
        settled.source,
      );
    const path = focusPath(await treeOf(this.#session));
    const keys = path.map(({ role, name }) => `${role} ${name}`);
    const entered = path.filter(
      (_, i) => keys.slice(0, i + 1).join() !== this.#before.slice(0, i + 1).join(),
    );
    const moved = keys.join() !== this.#before.join();
    this.#before = keys;
    const words = (moved ? entered : []).map((node, i) =>
      say(node, path[path.length - entered.length + i - 1]),
    );
    const live = await this.#page.evaluate(() =>
      (window as unknown as { heard: string[] }).heard.splice(0),
    );
    return [...words, ...live.map((text) => `(then) ${text}`)].join(" · ");
  }
}

/** One node in the words that readers share. @param above what it stands in */
function say(node: Said, above: Said | undefined): string {
  const { role, name, states } = node;
  const peers = above?.children.filter((one) => one.role === role) ?? [];
  const words = [
    name,
    ROLES[role] ?? role,
    ...states.filter((state) => !state.startsWith("live") && state !== "modal"),
    role === "radio" && !states.includes("checked") && "not checked",
    role === "checkbox" && !states.includes("checked") && "not checked",
    role === "radio" && `${peers.indexOf(node) + 1} of ${peers.length}`,
  ];
  return words.filter(Boolean).join(", ");
}
