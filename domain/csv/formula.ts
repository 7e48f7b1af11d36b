/**
 * Cells that a spreadsheet could run: an operator, tab or line break first, or an operator in plain
 * or full width after spaces, invisible characters or quotes. Papa's own rule stops at the first
 * line of a cell and knows neither full width nor what may stand before.
 */
export const FORMULA = /^(?:[\t\r\n]|[\s\p{Cf}\p{Cc}"'`´‘’“”«»]*[=+\-@|%＝＋－＠﹢﹣﹦﹫−])/u;

/** For Excel, which takes a file without it for its own old code page. */
export const BOM = "\uFEFF";
