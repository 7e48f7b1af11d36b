/**
 * A public page as a test reads it: its markup with every run of white space as one space, and the
 * data that its script starts from; an empty object where the page has none.
 */
export function readPage<T extends object>(page: string): { html: string; data: Partial<T> } {
  const json = /<script type="application\/json" id="ask">(.*?)<\/script>/su.exec(page)?.[1];
  return { html: page.replace(/\s+/gu, " "), data: JSON.parse(json ?? "{}") as Partial<T> };
}
