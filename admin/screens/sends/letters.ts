import type { Definition } from "../../../domain/wire/survey.ts";
import type { Letter, SaveSend } from "../../../domain/wire/sends.ts";

type Lines = { subject: string; intro: string };

/** A letter to begin with, in the languages that we write ourselves. */
const LETTERS: Readonly<Record<string, Lines>> = {
  en: {
    subject: "How are we doing?",
    intro: "Hello, may we ask you one question? It takes a few seconds and a real person reads it.",
  },
  de: {
    subject: "Wie machen wir uns?",
    intro:
      "Guten Tag, dürfen wir Sie etwas fragen? Es dauert wenige Sekunden, und ein Mensch liest es.",
  },
  fr: {
    subject: "Que pensez-vous de nous ?",
    intro:
      "Bonjour, pouvons-nous vous poser une question ? Quelques secondes suffisent et quelqu’un lira votre réponse.",
  },
  es: {
    subject: "¿Qué tal lo hacemos?",
    intro:
      "Hola, ¿podemos hacerle una pregunta? Solo lleva unos segundos y una persona leerá su respuesta.",
  },
};

/** The letter that a new send begins with, in the survey's own language where we can. */
function firstLetter({ language }: Definition): Letter {
  const lines = LETTERS[language.split("-")[0] ?? ""] ?? LETTERS["en"];
  return { subject: lines?.subject ?? "", intro: lines?.intro ?? "" };
}

/** A send as it begins: one letter, once, as soon as it starts. */
export function firstSend(
  name: string,
  definition: Definition,
  audience: SaveSend["audience"],
): SaveSend {
  return {
    name,
    audience,
    letter: firstLetter(definition),
    plan: { kind: "once", at: null },
    reminders: [],
  };
}
