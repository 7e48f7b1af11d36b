/**
 * JSON text of plain data without undefined. Not JSON.stringify: host pages carry old libraries
 * whose `Array.prototype.toJSON` turns every array into a string of itself.
 */
export function json(value: unknown): string {
  return typeof value === "string"
    ? // oxlint-disable-next-line no-control-regex
      `"${value.replace(/["\\\0-\x1f]/g, (c) => `\\u${(c.charCodeAt(0) + 65536).toString(16).slice(1)}`)}"`
    : Array.isArray(value)
      ? `[${value.map(json)}]`
      : value && typeof value === "object"
        ? `{${Object.entries(value).map(([key, inner]) => `${json(key)}:${json(inner)}`)}}`
        : `${value}`;
}
