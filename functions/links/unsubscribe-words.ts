import { primaryTag } from "../../domain/survey/frame.ts";

/** Words of the page that ends mail. {from} is who sent it. */
export type UnsubscribeWords = {
  ask: string;
  about: string;
  yes: string;
  done: string;
  after: string;
  mistake: string;
  back: string;
  backAfter: string;
  stays: string;
};

const WORDS: Record<string, UnsubscribeWords> = {
  en: {
    ask: "Do you want no more surveys by mail?",
    about: "{from} will not mail you surveys any more.",
    yes: "Unsubscribe",
    done: "You are unsubscribed",
    after:
      "{from} will not mail you surveys any more. One that is already on its way may still arrive.",
    mistake: "That was a mistake: keep me subscribed",
    back: "You are subscribed again",
    backAfter: "{from} may ask for your opinion by mail.",
    stays: "This address gets no mail, for another reason. Nothing was changed.",
  },
  de: {
    ask: "Möchten Sie keine Umfragen per E-Mail mehr?",
    about: "{from} schickt Ihnen dann keine Umfragen mehr.",
    yes: "Abmelden",
    done: "Sie sind abgemeldet",
    after:
      "{from} schickt Ihnen keine Umfragen mehr. Eine, die schon unterwegs ist, kann noch ankommen.",
    mistake: "Das war ein Versehen: angemeldet bleiben",
    back: "Sie sind wieder angemeldet",
    backAfter: "{from} darf Sie per E-Mail um Ihre Meinung bitten.",
    stays: "Diese Adresse erhält aus einem anderen Grund keine E-Mails. Es wurde nichts geändert.",
  },
  fr: {
    ask: "Ne plus recevoir de questionnaires par e-mail ?",
    about: "{from} ne vous enverra plus de questionnaires.",
    yes: "Se désabonner",
    done: "Vous êtes désabonné",
    after:
      "{from} ne vous enverra plus de questionnaires. Un message déjà parti peut encore arriver.",
    mistake: "C'était une erreur : rester abonné",
    back: "Vous êtes de nouveau abonné",
    backAfter: "{from} peut vous demander votre avis par e-mail.",
    stays: "Cette adresse ne reçoit pas de messages pour une autre raison. Rien n'a été changé.",
  },
  es: {
    ask: "¿No quieres recibir más encuestas por correo?",
    about: "{from} no te enviará más encuestas.",
    yes: "Darse de baja",
    done: "Te has dado de baja",
    after: "{from} no te enviará más encuestas. Una que ya esté en camino aún puede llegar.",
    mistake: "Fue un error: seguir suscrito",
    back: "Vuelves a estar suscrito",
    backAfter: "{from} puede pedirte tu opinión por correo.",
    stays: "Esta dirección no recibe correo por otro motivo. No se ha cambiado nada.",
  },
  it: {
    ask: "Non vuoi più ricevere sondaggi via e-mail?",
    about: "{from} non ti invierà più sondaggi.",
    yes: "Annulla l'iscrizione",
    done: "Iscrizione annullata",
    after: "{from} non ti invierà più sondaggi. Uno già in viaggio può ancora arrivare.",
    mistake: "È stato un errore: resta iscritto",
    back: "Sei di nuovo iscritto",
    backAfter: "{from} può chiederti un'opinione via e-mail.",
    stays: "Questo indirizzo non riceve e-mail per un altro motivo. Non è cambiato nulla.",
  },
  nl: {
    ask: "Wil je geen enquêtes meer per e-mail?",
    about: "{from} stuurt je dan geen enquêtes meer.",
    yes: "Uitschrijven",
    done: "Je bent uitgeschreven",
    after: "{from} stuurt je geen enquêtes meer. Een die al onderweg is, kan nog aankomen.",
    mistake: "Dat was een vergissing: ingeschreven blijven",
    back: "Je bent weer ingeschreven",
    backAfter: "{from} mag je per e-mail om je mening vragen.",
    stays: "Dit adres krijgt om een andere reden geen e-mail. Er is niets veranderd.",
  },
  pt: {
    ask: "Não quer receber mais inquéritos por e-mail?",
    about: "{from} não lhe enviará mais inquéritos.",
    yes: "Cancelar a subscrição",
    done: "A subscrição foi cancelada",
    after: "{from} não lhe enviará mais inquéritos. Um que já vá a caminho ainda pode chegar.",
    mistake: "Foi engano: manter a subscrição",
    back: "Está de novo subscrito",
    backAfter: "{from} pode pedir a sua opinião por e-mail.",
    stays: "Este endereço não recebe e-mails por outro motivo. Nada foi alterado.",
  },
  ar: {
    ask: "هل تريد إيقاف الاستبيانات عبر البريد؟",
    about: "لن ترسل إليك {from} استبيانات بعد الآن.",
    yes: "إلغاء الاشتراك",
    done: "تم إلغاء اشتراكك",
    after: "لن ترسل إليك {from} استبيانات بعد الآن. قد تصل رسالة في طريقها بالفعل.",
    mistake: "كان ذلك خطأ: أبقِ اشتراكي",
    back: "أنت مشترك من جديد",
    backAfter: "قد تطلب {from} رأيك عبر البريد.",
    stays: "لا يتلقى هذا العنوان بريدًا لسبب آخر. لم يتغير شيء.",
  },
};

/** @returns the words, and the language that they are in */
export function unsubscribeWords(language: string): UnsubscribeWords & { lang: string } {
  const tag = primaryTag(language);
  const lang = tag in WORDS ? tag : "en";
  return { ...(WORDS[lang] as UnsubscribeWords), lang };
}
