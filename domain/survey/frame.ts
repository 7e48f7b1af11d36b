import type { Frame } from "../wire/site-config.ts";

/** The widget's own words in the languages we ship; others fall back to English. */
const FRAMES: Record<string, Frame> = {
  en: {
    next: "Next",
    back: "Back",
    close: "Close",
    send: "Send",
    other: "Other",
    step: "Question {n} of {m}",
    kept: "You are offline. Your answer is kept on this device and sent when the connection is back.",
  },
  de: {
    next: "Weiter",
    back: "Zurück",
    close: "Schließen",
    send: "Senden",
    other: "Anderes",
    step: "Frage {n} von {m}",
    kept: "Sie sind offline. Ihre Antwort bleibt auf diesem Gerät und wird gesendet, sobald die Verbindung wieder da ist.",
  },
  fr: {
    next: "Suivant",
    back: "Retour",
    close: "Fermer",
    send: "Envoyer",
    other: "Autre",
    step: "Question {n} sur {m}",
    kept: "Vous êtes hors ligne. Votre réponse est gardée sur cet appareil et partira dès le retour de la connexion.",
  },
  es: {
    next: "Siguiente",
    back: "Atrás",
    close: "Cerrar",
    send: "Enviar",
    other: "Otro",
    step: "Pregunta {n} de {m}",
    kept: "Sin conexión. Tu respuesta queda en este dispositivo y se enviará cuando vuelva la conexión.",
  },
  it: {
    next: "Avanti",
    back: "Indietro",
    close: "Chiudi",
    send: "Invia",
    other: "Altro",
    step: "Domanda {n} di {m}",
    kept: "Sei offline. La risposta resta su questo dispositivo e parte appena torna la connessione.",
  },
  pt: {
    next: "Seguinte",
    back: "Voltar",
    close: "Fechar",
    send: "Enviar",
    other: "Outro",
    step: "Pergunta {n} de {m}",
    kept: "Está offline. A resposta fica neste dispositivo e segue quando a ligação voltar.",
  },
  nl: {
    next: "Volgende",
    back: "Terug",
    close: "Sluiten",
    send: "Versturen",
    other: "Anders",
    step: "Vraag {n} van {m}",
    kept: "Je bent offline. Je antwoord blijft op dit apparaat en wordt verstuurd zodra er weer verbinding is.",
  },
  ar: {
    next: "التالي",
    back: "رجوع",
    close: "إغلاق",
    send: "إرسال",
    other: "غير ذلك",
    step: "السؤال {n} من {m}",
    kept: "أنت غير متصل. إجابتك محفوظة على هذا الجهاز وستُرسل عند عودة الاتصال.",
  },
};

const RIGHT_TO_LEFT = new Set(["ar", "he", "fa", "ur"]);

/** "de-AT" -> "de" */
export function primaryTag(language: string): string {
  return language.toLowerCase().split(/[-_]/u)[0] ?? "";
}

export function frameFor(language: string): Frame {
  return FRAMES[primaryTag(language)] ?? (FRAMES["en"] as Frame);
}

export function isRightToLeft(language: string): boolean {
  return RIGHT_TO_LEFT.has(primaryTag(language));
}
