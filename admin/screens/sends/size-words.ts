const kilo = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** Bytes as mail programs count them: "14.2 kB". */
export function sizeWords(bytes: number): string {
  return `${kilo.format(bytes / 1000)} kB`;
}
