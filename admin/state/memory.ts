type Key = "theme" | "workspace";

/** What this browser remembers; null where storage is refused or empty. */
export function recall(key: Key): string | null {
  try {
    return localStorage.getItem(`verbatim.${key}`);
  } catch {
    return null;
  }
}

/** Remembers a value on this browser, where it may; null forgets it. */
export function remember(key: Key, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`verbatim.${key}`);
    else localStorage.setItem(`verbatim.${key}`, value);
  } catch {
    // Storage is refused: the choice lasts until the page is closed.
  }
}
