const START = (name: string, command: string) => `<!-- ${name}: ${command} -->`;
const END = "<!-- end -->";

/**
 * Between the markers of each table, what stands in a document. @param command what writes it there
 * @throws Error without a marker
 */
export function tableIn(text: string, name: string, command: string): string {
  const [from, to] = bounds(text, START(name, command));
  return text.slice(from, to).trim();
}

/** The document with these tables in place of those between their markers. */
export function withTables(text: string, tables: Record<string, string>, command: string): string {
  let result = text;
  for (const [name, table] of Object.entries(tables)) {
    const [from, to] = bounds(result, START(name, command));
    result = `${result.slice(0, from)}\n\n${table}\n\n${result.slice(to)}`;
  }
  return result;
}

function bounds(text: string, marker: string): [from: number, to: number] {
  const start = text.indexOf(marker);
  const from = start + marker.length;
  const to = text.indexOf(END, from);
  if (start < 0 || to < 0) throw new Error(`the document has no place for ${marker}`);
  return [from, to];
}

/** A table in markdown; columns with a head but the first are figures and stand at the right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = `|${head.map((name, i) => (i === 0 || name === "" ? "---" : "--:")).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}
