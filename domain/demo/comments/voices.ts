import type { Voices } from "../responses.ts";
import { de } from "./de.ts";
import { en } from "./en/index.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";

/** Every voice. The build makes a file of them, which the loader of the sample data reads. */
export const voices: Voices = { en, de, fr, es };
