import { signal } from "@preact/signals";
import { ApiError } from "../api/client.ts";

export type Toast = { id: number; text: string; undo?: () => Promise<unknown>; problem?: boolean };

let last = 0;
export const toasts = signal<readonly Toast[]>([]);

/** Says what was done; with `undo`, offers to take it back. */
export function toast(text: string, undo?: () => Promise<unknown>): void {
  toasts.value = [...toasts.value.slice(-2), { id: ++last, text, ...(undo && { undo }) }];
}

export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

/** What went wrong, as a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiError)
    return error.status === 0 ? "The server cannot be reached." : error.message;
  return "This page made a mistake.";
}

/** Says that something did not work and that nothing was changed. */
export function toastError(what: string, error: unknown): void {
  const id = error instanceof ApiError && error.requestId ? ` Request ${error.requestId}.` : "";
  toasts.value = [
    ...toasts.value.slice(-2),
    { id: ++last, text: `${what} ${reasonOf(error)}${id}`, problem: true },
  ];
}

/** Runs a change; says so when it fails, and that things are as before. */
export async function attempt<T>(what: string, change: () => Promise<T>): Promise<T | undefined> {
  try {
    return await change();
  } catch (error) {
    toastError(what, error);
    return undefined;
  }
}
