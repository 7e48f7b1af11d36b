import type { Commands, Verbatim } from "../loader/global.ts";

export type { Attributes, Commands, EventName, Listener, Verbatim } from "../loader/global.ts";

/** A Trusted Types policy of the page, as far as it is needed here. */
export type ScriptPolicy = { createScriptURL(url: string): unknown };

export type LoadOptions = {
  /** Origin of your Verbatim, such as "https://voice.example.com". */
  host: string;
  /** Puts a script element with this nonce into the head. Default: import(). */
  nonce?: string;
  /** Puts a script element into the head, its address let through by this policy. Default: import(). */
  trustedTypesPolicy?: ScriptPolicy;
  /** Pinned mode: the path of the reviewed file, and its hash as the tag has it. */
  pinned?: { path: string; integrity: string };
};

/** The commands, each with what belongs to it. */
export type Send = <C extends keyof Commands>(command: C, ...rest: Commands[C]) => void;

let asked = false;

/**
 * Brings the widget to this page, once; later calls only return the queue. Does nothing where there
 * is no window. Never throws: a script that cannot come leaves a queue that nobody reads.
 * @param site key of the site, "st_..."
 * @returns calls the one global of the page, before and after the script came
 */
export function load(site: string, options: LoadOptions): Send {
  if (typeof window === "undefined") return () => {};
  window.verbatim ??= queue();
  // A tag in the page may have been quicker.
  if (!asked && !window.verbatim.v) bring(site, options);
  asked = true;
  // The script puts a function of its own in the queue's place.
  return (...call: unknown[]) => window.verbatim?.(...call);
}

function queue(): Verbatim {
  const calls: unknown[][] = [];
  const stub: Verbatim = (...call: unknown[]) => void calls.push(call);
  stub.q = calls;
  return stub;
}

function bring(site: string, { host, nonce, trustedTypesPolicy, pinned }: LoadOptions): void {
  try {
    const address = new URL(pinned?.path ?? `/v1/${site}.js`, host).href;
    if (!nonce && !trustedTypesPolicy && !pinned) {
      // No sink for Trusted Types, and under the nonce of the module that this is part of.
      import(/* @vite-ignore */ /* webpackIgnore: true */ address).catch(() => {});
      return;
    }
    const script = document.createElement("script");
    script.async = true;
    script.crossOrigin = "";
    if (nonce) script.nonce = nonce;
    if (pinned) {
      script.integrity = pinned.integrity;
      script.dataset["site"] = site;
    }
    script.src = (trustedTypesPolicy?.createScriptURL(address) ?? address) as string;
    document.head.append(script);
  } catch {}
}
