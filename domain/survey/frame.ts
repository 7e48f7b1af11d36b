import type { Frame } from "../wire/site-config.ts";

/** The widget's own words in the languages we ship; others fall back to English. */
const FRAMES: Record<string, Frame> = {
  en: {
    next: "Next",
    send: "Send",
    close: "Close",
    back: "Back",
    step: "Question",
    kept: "You are offline. Your answer is sent later.",
  },
  de: {
    next: "Weiter",
    send: "Senden",
    close: "Schließen",
    back: "Zurück",
    step: "Frage",
    kept: "Sie sind offline. Ihre Antwort ist gesichert und wird später gesendet.",
  },
  fr: {
    next: "Suivant",
    send: "Envoyer",
    close: "Fermer",
    back: "Retour",
    step: "Question",
    kept: "Vous êtes hors ligne. Votre réponse est gardée et partira plus tard.",
  },
  es: {
    next: "Siguiente",
    send: "Enviar",
    close: "Cerrar",
    back: "Atrás",
    step: "Pregunta",
    kept: "Sin conexión. Tu respuesta está guardada y se enviará más tarde.",
  },
  it: {
    next: "Avanti",
    send: "Invia",
    close: "Chiudi",
    back: "Indietro",
    step: "Domanda",
    kept: "Sei offline. La risposta è al sicuro e parte più tardi.",
  },
  pt: {
    next: "Seguinte",
    send: "Enviar",
    close: "Fechar",
    back: "Voltar",
    step: "Pergunta",
    kept: "Está offline. A resposta está guardada e segue mais tarde.",
  },
  nl: {
    next: "Volgende",
    send: "Versturen",
    close: "Sluiten",
    back: "Terug",
    step: "Vraag",
    kept: "Je bent offline. Je antwoord is bewaard en wordt later verstuurd.",
  },
  ar: {
    next: "التالي",
    send: "إرسال",
    close: "إغلاق",
    back: "رجوع",
    step: "السؤال",
    kept: "أنت غير متصل. إجابتك محفوظة وستُرسل لاحقًا.",
  },
};

/** The word on a feedback tab whose author gave none. */
const TABS: Record<string, string> = {
  en: "Feedback",
  de: "Feedback",
  fr: "Votre avis",
  es: "Tu opinión",
  it: "La tua opinione",
  pt: "A sua opinião",
  nl: "Feedback",
  ar: "رأيك",
};

const RIGHT_TO_LEFT = new Set(["ar", "he", "fa", "ur"]);

/** "de-AT" -> "de" */
export function primaryTag(language: string): string {
  return language.toLowerCase().split(/[-_]/u)[0] ?? "";
}

export function frameFor(language: string): Frame {
  return FRAMES[primaryTag(language)] ?? (FRAMES["en"] as Frame);
}

export function tabWordFor(language: string): string {
  return TABS[primaryTag(language)] ?? (TABS["en"] as string);
}

export function isRightToLeft(language: string): boolean {
  return RIGHT_TO_LEFT.has(primaryTag(language));
}
