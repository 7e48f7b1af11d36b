/** A browser engine, driven only as far as the scenarios need it. */
export type Engine = {
  name: "Chromium" | "Firefox" | "WebKitGTK";
  /** As the browser itself says it. */
  version: string;
  /** Somebody whose browser keeps nothing from before. */
  visitor(): Promise<Visitor>;
  close(): Promise<void>;
};

export type Visitor = {
  /** A tab of this visitor's, in front. */
  tab(): Promise<Tab>;
  close(): Promise<void>;
};

/** What scenarios do in a tab. Input is the engine's own, as from a hand. */
export type Tab = {
  /** Opens an address and waits until it has loaded. */
  open(url: string): Promise<void>;
  /** Starts to go back in the history. */
  back(): Promise<void>;
  /** Runs a function in the page; it must not close over anything. */
  run<T, A extends unknown[]>(script: (...values: A) => T, ...values: A): Promise<Awaited<T>>;
  /** Clicks at a point of the window, in CSS pixels. */
  click(x: number, y: number): Promise<void>;
  press(key: Key): Promise<void>;
  type(text: string): Promise<void>;
};

export type Key = "Tab" | "Enter" | "Escape" | "ArrowRight" | "Space";
