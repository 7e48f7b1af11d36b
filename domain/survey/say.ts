import type { Words } from "../wire/survey.ts";

/** A sentence in the languages that the templates and the sample surveys speak. */
export const say = (en: string, de: string, fr: string, es: string): Words => ({ en, de, fr, es });
