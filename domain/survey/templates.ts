import type { Metric } from "../wire/common.ts";
import type { Definition, Question } from "../wire/survey.ts";
import { say } from "./say.ts";

const THANKS = {
  title: say("Thank you!", "Vielen Dank!", "Merci !", "¡Gracias!"),
  text: say(
    "A person on our team reads every answer.",
    "Jede Antwort wird von jemandem aus unserem Team gelesen.",
    "Chaque réponse est lue par une personne de notre équipe.",
    "Una persona de nuestro equipo lee cada respuesta.",
  ),
};

const PLACEHOLDER = say(
  "One sentence is enough",
  "Ein Satz genügt",
  "Une phrase suffit",
  "Basta con una frase",
);

const NPS: Question[] = [
  {
    id: "q1",
    kind: "score",
    metric: "nps",
    min: 0,
    max: 10,
    style: "numbers",
    required: true,
    text: say(
      "How likely are you to recommend us to a friend or colleague?",
      "Wie wahrscheinlich ist es, dass Sie uns Freunden oder Kollegen weiterempfehlen?",
      "Quelle est la probabilité que vous nous recommandiez à un ami ou à un collègue ?",
      "¿Qué probabilidad hay de que nos recomiende a un amigo o colega?",
    ),
    low: say("Not at all likely", "Sehr unwahrscheinlich", "Pas du tout probable", "Nada probable"),
    high: say("Extremely likely", "Sehr wahrscheinlich", "Très probable", "Muy probable"),
    branches: [
      { from: 9, to: 10, go: "q2" },
      { from: 7, to: 8, go: "q3" },
      { from: 0, to: 6, go: "q4" },
    ],
  },
  why("q2", [
    "What do you like most about us?",
    "Was gefällt Ihnen an uns am besten?",
    "Qu’appréciez-vous le plus chez nous ?",
    "¿Qué es lo que más le gusta de nosotros?",
  ]),
  why("q3", [
    "What is missing for a 9 or 10?",
    "Was fehlt noch zu einer 9 oder 10?",
    "Que nous manque-t-il pour un 9 ou un 10 ?",
    "¿Qué nos falta para un 9 o un 10?",
  ]),
  why("q4", [
    "What let you down, and what should we change first?",
    "Was hat Sie enttäuscht, und was sollten wir zuerst ändern?",
    "Qu’est-ce qui vous a déçu, et que devrions-nous changer en premier ?",
    "¿Qué le ha decepcionado y qué deberíamos cambiar primero?",
  ]),
];

const CSAT: Question[] = [
  {
    id: "q1",
    kind: "score",
    metric: "csat",
    min: 1,
    max: 5,
    style: "faces",
    required: true,
    text: say(
      "How satisfied are you with your visit today?",
      "Wie zufrieden sind Sie mit Ihrem heutigen Besuch?",
      "Êtes-vous satisfait de votre visite aujourd’hui ?",
      "¿Está satisfecho con su visita de hoy?",
    ),
    labels: [
      say("Very dissatisfied", "Sehr unzufrieden", "Très insatisfait", "Muy insatisfecho"),
      say("Dissatisfied", "Unzufrieden", "Insatisfait", "Insatisfecho"),
      say("Neither", "Weder noch", "Ni l’un ni l’autre", "Ni lo uno ni lo otro"),
      say("Satisfied", "Zufrieden", "Satisfait", "Satisfecho"),
      say("Very satisfied", "Sehr zufrieden", "Très satisfait", "Muy satisfecho"),
    ],
    branches: [
      { from: 4, to: 5, go: "q2" },
      { from: 1, to: 3, go: "q3" },
    ],
  },
  why("q2", [
    "What went well?",
    "Was war gut?",
    "Qu’est-ce qui s’est bien passé ?",
    "¿Qué ha ido bien?",
  ]),
  why("q3", [
    "What could we have done better?",
    "Was hätten wir besser machen können?",
    "Qu’aurions-nous pu mieux faire ?",
    "¿Qué podríamos haber hecho mejor?",
  ]),
];

const CES: Question[] = [
  {
    id: "q1",
    kind: "score",
    metric: "ces",
    min: 1,
    max: 7,
    style: "numbers",
    required: true,
    text: say(
      "How much do you agree? “It was easy to get done what I came for.”",
      "Wie sehr stimmen Sie zu? „Es war einfach, mein Anliegen zu erledigen.“",
      "Êtes-vous d’accord ? « J’ai pu faire facilement ce que je voulais. »",
      "¿Hasta qué punto está de acuerdo? «Me resultó fácil hacer lo que quería».",
    ),
    low: say(
      "Strongly disagree",
      "Stimme überhaupt nicht zu",
      "Pas du tout d’accord",
      "Totalmente en desacuerdo",
    ),
    high: say("Strongly agree", "Stimme voll zu", "Tout à fait d’accord", "Totalmente de acuerdo"),
    branches: [
      { from: 5, to: 7, go: "q2" },
      { from: 1, to: 4, go: "q3" },
    ],
  },
  why("q2", [
    "What made it easy?",
    "Was hat es einfach gemacht?",
    "Qu’est-ce qui vous a facilité la tâche ?",
    "¿Qué se lo puso fácil?",
  ]),
  why("q3", [
    "What made it harder than it should be?",
    "Was hat es unnötig schwer gemacht?",
    "Qu’est-ce qui vous a compliqué la tâche ?",
    "¿Qué se lo puso más difícil de lo necesario?",
  ]),
];

const OPEN: Question[] = [
  why("q1", [
    "What is the one thing we should do better?",
    "Was sollten wir vor allem besser machen?",
    "Quelle est la chose que nous devrions améliorer en priorité ?",
    "¿Qué es lo primero que deberíamos mejorar?",
  ]),
];

const QUESTIONS: Record<Metric, Question[]> = { nps: NPS, csat: CSAT, ces: CES, none: OPEN };

/** A complete survey to start from, in English, German, French and Spanish. */
export function templateOf(metric: Metric): Definition {
  return {
    metric,
    language: "en",
    questions: QUESTIONS[metric],
    thanks: THANKS,
    look: { accent: "#5b43c4", mode: "popover", corner: "br", scheme: "auto", radius: 8 },
    targeting: { urls: [], delay: 5000, sample: 1, devices: [] },
  };
}

/** An open follow-up that ends the survey. */
function why(id: string, [en, de, fr, es]: [string, string, string, string]): Question {
  return {
    id,
    kind: "text",
    long: true,
    text: say(en, de, fr, es),
    placeholder: PLACEHOLDER,
    branches: [{ go: "end" }],
  };
}
