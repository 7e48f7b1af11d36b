/** Reads the lexicons that the sentiment table is made of. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseLexicon } from "../../domain/themes/sentiment/model.ts";

const folder = join(import.meta.dirname, "lexicon");

const read = (file: string): Map<string, number> =>
  existsSync(file) ? parseLexicon(readFileSync(file, "utf8")) : new Map();

/** Our own opinion words and phrases of a language. */
export const ownOf = (lang: string): Map<string, number> => read(join(folder, `${lang}.txt`));

/** Single words of free lexicons (folder `free`, sources in each file), values -5..5. */
export const othersOf = (lang: string): Map<string, number> =>
  read(join(folder, "free", `${lang}.txt`));
