import { primaryTag } from "../../domain/survey/frame.ts";

/** Words of ours in a mail. {from} is the sender, {n} and {max} a value and the end of its scale. */
export type MailWords = {
  /** What a screen reader says of a value. */
  value: string;
  /** Leads to the survey with nothing chosen. */
  open: string;
  why: string;
  unsubscribe: string;
  /** Stands before the subject of a mail that is sent to oneself. */
  test: string;
};

const WORDS: Record<string, MailWords> = {
  en: {
    value: "{n} of {max}",
    open: "Answer in the browser",
    why: "You get this mail because {from} would like to know what you think.",
    unsubscribe: "Unsubscribe",
    test: "Test",
  },
  de: {
    value: "{n} von {max}",
    open: "Im Browser antworten",
    why: "Sie erhalten diese E-Mail, weil {from} gern Ihre Meinung wüsste.",
    unsubscribe: "Abmelden",
    test: "Test",
  },
  fr: {
    value: "{n} sur {max}",
    open: "Répondre dans le navigateur",
    why: "Vous recevez ce message parce que {from} souhaite connaître votre avis.",
    unsubscribe: "Se désabonner",
    test: "Test",
  },
  es: {
    value: "{n} de {max}",
    open: "Responder en el navegador",
    why: "Recibes este correo porque a {from} le interesa tu opinión.",
    unsubscribe: "Darse de baja",
    test: "Prueba",
  },
  it: {
    value: "{n} su {max}",
    open: "Rispondi nel browser",
    why: "Ricevi questa e-mail perché a {from} interessa la tua opinione.",
    unsubscribe: "Annulla l'iscrizione",
    test: "Prova",
  },
  nl: {
    value: "{n} van {max}",
    open: "In de browser antwoorden",
    why: "Je krijgt deze e-mail omdat {from} graag je mening hoort.",
    unsubscribe: "Uitschrijven",
    test: "Test",
  },
  pt: {
    value: "{n} de {max}",
    open: "Responder no navegador",
    why: "Recebe este e-mail porque {from} gostaria de saber a sua opinião.",
    unsubscribe: "Cancelar a subscrição",
    test: "Teste",
  },
  ar: {
    value: "{n} من {max}",
    open: "الإجابة في المتصفح",
    why: "تصلك هذه الرسالة لأن {from} يود معرفة رأيك.",
    unsubscribe: "إلغاء الاشتراك",
    test: "تجربة",
  },
};

/** Languages that our own words of a mail speak; others get English. */
export const MAIL_LANGUAGES = Object.keys(WORDS);

export function mailWords(language: string): MailWords {
  return WORDS[primaryTag(language)] ?? (WORDS["en"] as MailWords);
}

/** Puts values in the place of {names}. */
export function put(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replace(/\{([a-z]+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}
