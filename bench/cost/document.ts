const START = (name: string) => `<!-- ${name}: npm run bench:cost -- --write -->`;
const END = "<!-- end -->";

/** Between the markers of each table, what stands in a document. @throws Error without a marker */
export function tableIn(text: string, name: string): string {
  const [from, to] = bounds(text, name);
  return text.slice(from, to).trim();
}

/** The document with these tables in place of those between their markers. */
export function withTables(text: string, tables: Record<string, string>): string {
  let result = text;
  for (const [name, table] of Object.entries(tables)) {
    const [from, to] = bounds(result, name);
    result = `${result.slice(0, from)}\n\n${table}\n\n${result.slice(to)}`;
  }
  return result;
}

function bounds(text: string, name: string): [from: number, to: number] {
  const start = text.indexOf(START(name));
  const from = start + START(name).length;
  const to = text.indexOf(END, from);
  if (start < 0 || to < 0) throw new Error(`the document has no place for the table "${name}"`);
  return [from, to];
}
