import { primaryTag } from "./frame.ts";

/** A page that only says something: its heading and the sentence below. */
type Said = readonly [title: string, text: string];

/** Our own words on public pages: what is said when there is nothing to ask, and around a survey. */
export type PageWords = {
  /** The language that these words are in. */
  lang: string;
  closed: Said;
  /** {when}: a date and time. */
  notYet: Said;
  none: Said;
  badLink: Said;
  expired: Said;
  /** Behind the link of a mail that people cannot see. */
  trapLink: Said;
  answered: Said;
  /** A posted form that does not fit the questions. */
  misfit: Said;
  busy: Said;
  /** Name of the list of languages. */
  language: string;
  /** {name}: the shop or team that asks. */
  asked: string;
  /** Label of the field that people cannot see. */
  trap: string;
  /** Said above the next question as soon as an answer has arrived. */
  kept: string;
  /** Said in its place where nothing has shown that a person is there. */
  confirm: string;
  /** Leads from a page of a mail to the end of such mails. */
  stop: string;
};

const WORDS: Record<string, Omit<PageWords, "lang">> = {
  en: {
    closed: ["This survey is closed", "It no longer takes answers. Thank you for wanting to help."],
    notYet: ["This survey is not open yet", "It opens on {when}. This link will work then."],
    none: ["There is no survey here", "Check the address, or ask whoever sent it for a new one."],
    badLink: [
      "This link is not valid",
      "It may have been cut off on its way. Open it again from where you found it, or ask for a new one.",
    ],
    expired: ["This link has expired", "No answer was kept. Ask whoever sent it for a new one."],
    trapLink: [
      "Please use a number in the mail",
      "Go back to the mail and choose one of the answers there.",
    ],
    answered: [
      "You have already answered",
      "This link takes one answer, and yours is kept. Thank you.",
    ],
    misfit: [
      "An answer does not fit its question",
      "Nothing was kept. Go back, look through your answers and send them again.",
    ],
    busy: [
      "Please try again in a minute",
      "Your answer was not kept yet. Go back and send it again.",
    ],
    language: "Language",
    asked: "Asked by {name} with Verbatim",
    trap: "Leave this empty",
    kept: "Your answer is kept.",
    confirm: "Not counted yet. Press Send to confirm your answer.",
    stop: "Do not ask me again",
  },
  de: {
    closed: [
      "Diese Umfrage ist beendet",
      "Sie nimmt keine Antworten mehr an. Danke, dass Sie mithelfen wollten.",
    ],
    notYet: [
      "Diese Umfrage hat noch nicht begonnen",
      "Sie öffnet am {when}. Dann funktioniert dieser Link.",
    ],
    none: [
      "Hier ist keine Umfrage",
      "Prüfen Sie die Adresse oder bitten Sie den Absender um eine neue.",
    ],
    badLink: [
      "Dieser Link ist ungültig",
      "Vielleicht wurde er unterwegs abgeschnitten. Öffnen Sie ihn noch einmal dort, wo Sie ihn gefunden haben, oder bitten Sie um einen neuen.",
    ],
    expired: [
      "Dieser Link ist abgelaufen",
      "Es wurde keine Antwort gespeichert. Bitten Sie den Absender um einen neuen.",
    ],
    trapLink: [
      "Bitte wählen Sie eine Zahl in der E-Mail",
      "Gehen Sie zurück zur E-Mail und wählen Sie dort eine Antwort.",
    ],
    answered: [
      "Sie haben schon geantwortet",
      "Dieser Link nimmt eine Antwort an, und Ihre ist gespeichert. Vielen Dank.",
    ],
    misfit: [
      "Eine Antwort passt nicht zu ihrer Frage",
      "Es wurde nichts gespeichert. Gehen Sie zurück, prüfen Sie Ihre Antworten und senden Sie sie noch einmal.",
    ],
    busy: [
      "Bitte versuchen Sie es in einer Minute noch einmal",
      "Ihre Antwort ist noch nicht gespeichert. Gehen Sie zurück und senden Sie sie noch einmal.",
    ],
    language: "Sprache",
    asked: "Gefragt von {name} mit Verbatim",
    trap: "Bitte leer lassen",
    kept: "Ihre Antwort ist gespeichert.",
    confirm: "Noch nicht gezählt. Bestätigen Sie Ihre Antwort mit Senden.",
    stop: "Nicht mehr fragen",
  },
  fr: {
    closed: [
      "Cette enquête est terminée",
      "Elle ne prend plus de réponses. Merci d’avoir voulu aider.",
    ],
    notYet: [
      "Cette enquête n’est pas encore ouverte",
      "Elle ouvre le {when}. Ce lien fonctionnera alors.",
    ],
    none: [
      "Il n’y a pas d’enquête ici",
      "Vérifiez l’adresse ou demandez-en une nouvelle à qui vous l’a envoyée.",
    ],
    badLink: [
      "Ce lien n’est pas valable",
      "Il a peut-être été coupé en route. Rouvrez-le là où vous l’avez trouvé, ou demandez-en un nouveau.",
    ],
    expired: [
      "Ce lien a expiré",
      "Aucune réponse n’a été gardée. Demandez-en un nouveau à qui vous l’a envoyé.",
    ],
    trapLink: [
      "Choisissez un chiffre dans l’e-mail",
      "Revenez à l’e-mail et choisissez une des réponses.",
    ],
    answered: [
      "Vous avez déjà répondu",
      "Ce lien prend une seule réponse, et la vôtre est gardée. Merci.",
    ],
    misfit: [
      "Une réponse ne convient pas à sa question",
      "Rien n’a été gardé. Revenez en arrière, vérifiez vos réponses et renvoyez-les.",
    ],
    busy: [
      "Veuillez réessayer dans une minute",
      "Votre réponse n’est pas encore gardée. Revenez en arrière et renvoyez-la.",
    ],
    language: "Langue",
    asked: "Demandé par {name} avec Verbatim",
    trap: "Laissez ce champ vide",
    kept: "Votre réponse est gardée.",
    confirm: "Pas encore comptée. Confirmez votre réponse avec Envoyer.",
    stop: "Ne plus me demander",
  },
  es: {
    closed: ["Esta encuesta está cerrada", "Ya no admite respuestas. Gracias por querer ayudar."],
    notYet: [
      "Esta encuesta aún no está abierta",
      "Se abre el {when}. Este enlace funcionará entonces.",
    ],
    none: [
      "Aquí no hay ninguna encuesta",
      "Revisa la dirección o pide una nueva a quien te la envió.",
    ],
    badLink: [
      "Este enlace no es válido",
      "Puede que se haya cortado por el camino. Ábrelo otra vez desde donde lo encontraste o pide uno nuevo.",
    ],
    expired: [
      "Este enlace ha caducado",
      "No se guardó ninguna respuesta. Pide uno nuevo a quien te lo envió.",
    ],
    trapLink: ["Elige un número en el correo", "Vuelve al correo y elige una de las respuestas."],
    answered: [
      "Ya has respondido",
      "Este enlace admite una sola respuesta, y la tuya está guardada. Gracias.",
    ],
    misfit: [
      "Una respuesta no encaja con su pregunta",
      "No se guardó nada. Vuelve atrás, revisa tus respuestas y envíalas de nuevo.",
    ],
    busy: [
      "Inténtalo de nuevo en un minuto",
      "Tu respuesta aún no está guardada. Vuelve atrás y envíala de nuevo.",
    ],
    language: "Idioma",
    asked: "Pregunta de {name} con Verbatim",
    trap: "Deja esto vacío",
    kept: "Tu respuesta está guardada.",
    confirm: "Aún no cuenta. Confirma tu respuesta con Enviar.",
    stop: "No volver a preguntarme",
  },
  it: {
    closed: [
      "Questo sondaggio è chiuso",
      "Non accetta più risposte. Grazie per aver voluto aiutare.",
    ],
    notYet: [
      "Questo sondaggio non è ancora aperto",
      "Si apre il {when}. Allora questo link funzionerà.",
    ],
    none: [
      "Qui non c’è nessun sondaggio",
      "Controlla l’indirizzo o chiedine uno nuovo a chi te l’ha inviato.",
    ],
    badLink: [
      "Questo link non è valido",
      "Forse è stato tagliato lungo la strada. Riaprilo da dove l’hai trovato o chiedine uno nuovo.",
    ],
    expired: [
      "Questo link è scaduto",
      "Nessuna risposta è stata salvata. Chiedine uno nuovo a chi te l’ha inviato.",
    ],
    trapLink: ["Scegli un numero nell’e-mail", "Torna all’e-mail e scegli una delle risposte."],
    answered: [
      "Hai già risposto",
      "Questo link accetta una sola risposta e la tua è salvata. Grazie.",
    ],
    misfit: [
      "Una risposta non va bene per la sua domanda",
      "Non è stato salvato nulla. Torna indietro, controlla le risposte e inviale di nuovo.",
    ],
    busy: [
      "Riprova tra un minuto",
      "La tua risposta non è ancora salvata. Torna indietro e inviala di nuovo.",
    ],
    language: "Lingua",
    asked: "Domanda di {name} con Verbatim",
    trap: "Lascia vuoto questo campo",
    kept: "La tua risposta è salvata.",
    confirm: "Non ancora contata. Conferma la risposta con Invia.",
    stop: "Non chiedermelo più",
  },
  nl: {
    closed: [
      "Deze enquête is gesloten",
      "Er worden geen antwoorden meer aangenomen. Bedankt dat je wilde helpen.",
    ],
    notYet: ["Deze enquête is nog niet open", "Ze gaat open op {when}. Dan werkt deze link."],
    none: ["Hier is geen enquête", "Controleer het adres of vraag een nieuw aan wie het stuurde."],
    badLink: [
      "Deze link is niet geldig",
      "Misschien is hij onderweg afgebroken. Open hem opnieuw vanaf waar je hem vond, of vraag een nieuwe.",
    ],
    expired: [
      "Deze link is verlopen",
      "Er is geen antwoord bewaard. Vraag een nieuwe aan wie hem stuurde.",
    ],
    trapLink: [
      "Kies een cijfer in de e-mail",
      "Ga terug naar de e-mail en kies een van de antwoorden.",
    ],
    answered: [
      "Je hebt al geantwoord",
      "Deze link neemt één antwoord aan, en dat van jou is bewaard. Bedankt.",
    ],
    misfit: [
      "Een antwoord past niet bij zijn vraag",
      "Er is niets bewaard. Ga terug, kijk je antwoorden na en verstuur ze opnieuw.",
    ],
    busy: [
      "Probeer het over een minuut opnieuw",
      "Je antwoord is nog niet bewaard. Ga terug en verstuur het opnieuw.",
    ],
    language: "Taal",
    asked: "Gevraagd door {name} met Verbatim",
    trap: "Laat dit leeg",
    kept: "Je antwoord is bewaard.",
    confirm: "Nog niet geteld. Bevestig je antwoord met Versturen.",
    stop: "Vraag mij niet meer",
  },
  pt: {
    closed: ["Este inquérito está fechado", "Já não aceita respostas. Obrigado por querer ajudar."],
    notYet: ["Este inquérito ainda não abriu", "Abre em {when}. Esta ligação funcionará então."],
    none: ["Não há nenhum inquérito aqui", "Verifique o endereço ou peça um novo a quem o enviou."],
    badLink: [
      "Esta ligação não é válida",
      "Pode ter sido cortada pelo caminho. Abra-a de novo onde a encontrou ou peça uma nova.",
    ],
    expired: [
      "Esta ligação expirou",
      "Nenhuma resposta foi guardada. Peça uma nova a quem a enviou.",
    ],
    trapLink: ["Escolha um número no e-mail", "Volte ao e-mail e escolha uma das respostas."],
    answered: [
      "Já respondeu",
      "Esta ligação aceita uma só resposta, e a sua está guardada. Obrigado.",
    ],
    misfit: [
      "Uma resposta não serve à sua pergunta",
      "Nada foi guardado. Volte atrás, reveja as respostas e envie-as de novo.",
    ],
    busy: [
      "Tente de novo dentro de um minuto",
      "A sua resposta ainda não está guardada. Volte atrás e envie-a de novo.",
    ],
    language: "Língua",
    asked: "Pergunta de {name} com Verbatim",
    trap: "Deixe isto vazio",
    kept: "A sua resposta está guardada.",
    confirm: "Ainda não conta. Confirme a resposta com Enviar.",
    stop: "Não me perguntem mais",
  },
  ar: {
    closed: ["هذا الاستبيان مغلق", "لم يعد يقبل إجابات. شكرًا لرغبتك في المساعدة."],
    notYet: ["لم يُفتح هذا الاستبيان بعد", "يُفتح في {when}. سيعمل هذا الرابط حينها."],
    none: ["لا يوجد استبيان هنا", "تحقق من العنوان أو اطلب عنوانًا جديدًا ممن أرسله."],
    badLink: [
      "هذا الرابط غير صالح",
      "ربما اقتُطع جزء منه في الطريق. افتحه مجددًا من حيث وجدته أو اطلب رابطًا جديدًا.",
    ],
    expired: ["انتهت صلاحية هذا الرابط", "لم تُحفظ أي إجابة. اطلب رابطًا جديدًا ممن أرسله."],
    trapLink: ["اختر رقمًا في الرسالة", "عد إلى الرسالة واختر إحدى الإجابات."],
    answered: ["لقد أجبت من قبل", "يقبل هذا الرابط إجابة واحدة، وإجابتك محفوظة. شكرًا لك."],
    misfit: ["إحدى الإجابات لا تناسب سؤالها", "لم يُحفظ شيء. ارجع وراجع إجاباتك ثم أرسلها مجددًا."],
    busy: ["حاول مجددًا بعد دقيقة", "لم تُحفظ إجابتك بعد. ارجع وأرسلها مجددًا."],
    language: "اللغة",
    asked: "السؤال من {name} عبر Verbatim",
    trap: "اترك هذا فارغًا",
    kept: "إجابتك محفوظة.",
    confirm: "لم تُحتسب بعد. أكّد إجابتك بالضغط على إرسال.",
    stop: "لا تسألوني مجددًا",
  },
};

/** The languages in which all of our own words exist. */
export const PAGE_LANGUAGES = Object.keys(WORDS);

/** Our own words in a language, else in English. */
export function pageWordsFor(language: string): PageWords {
  const lang = primaryTag(language);
  const found = WORDS[lang];
  return found ? { lang, ...found } : { lang: "en", ...(WORDS["en"] as (typeof WORDS)[string]) };
}
