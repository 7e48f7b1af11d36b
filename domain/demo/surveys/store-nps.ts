import { say } from "../../survey/say.ts";
import type { Definition } from "../../wire/survey.ts";
import { look, short, targeting, thanks } from "./shared.ts";

export const storeNps: Definition = {
  metric: "nps",
  language: "en",
  questions: [
    {
      id: "q1",
      kind: "score",
      metric: "nps",
      min: 0,
      max: 10,
      style: "numbers",
      required: true,
      text: say(
        "How likely are you to recommend Halden to a friend?",
        "Wie wahrscheinlich ist es, dass Sie Halden einem Freund empfehlen?",
        "Recommanderiez-vous Halden à un ami ?",
        "¿Qué probabilidad hay de que recomiende Halden a un amigo?",
      ),
      low: say("Not at all likely", "Sehr unwahrscheinlich", "Pas du tout", "Nada probable"),
      high: say("Extremely likely", "Sehr wahrscheinlich", "Tout à fait", "Muy probable"),
      branches: [
        { from: 0, to: 6, go: "q2" },
        { from: 7, to: 8, go: "q3" },
        { from: 9, to: 10, go: "q4" },
      ],
    },
    {
      id: "q2",
      kind: "text",
      long: true,
      text: say(
        "You gave {{q1}}. What should we have done better?",
        "Sie haben {{q1}} gegeben. Was hätten wir besser machen sollen?",
        "Vous avez donné {{q1}}. Qu'aurions-nous dû mieux faire ?",
        "Nos ha dado un {{q1}}. ¿Qué deberíamos haber hecho mejor?",
      ),
      placeholder: short,
      branches: [{ go: "q5" }],
    },
    {
      id: "q3",
      kind: "text",
      long: true,
      text: say(
        "What would make it a 10?",
        "Was fehlt zur 10?",
        "Que faudrait-il pour un 10 ?",
        "¿Qué faltaría para un 10?",
      ),
      placeholder: short,
      branches: [{ go: "q5" }],
    },
    {
      id: "q4",
      kind: "text",
      long: true,
      text: say(
        "What did you like most?",
        "Was hat Ihnen am besten gefallen?",
        "Qu'avez-vous préféré ?",
        "¿Qué es lo que más le gustó?",
      ),
      placeholder: short,
    },
    {
      id: "q5",
      kind: "single",
      text: say(
        "What was it mostly about?",
        "Worum ging es vor allem?",
        "De quoi s'agissait-il surtout ?",
        "¿De qué se trataba sobre todo?",
      ),
      options: [
        { id: "o1", text: say("Delivery", "Lieferung", "Livraison", "Entrega") },
        { id: "o2", text: say("The product", "Das Produkt", "Le produit", "El producto") },
        { id: "o3", text: say("Size and fit", "Größe und Passform", "Taille et coupe", "Talla") },
        { id: "o4", text: say("Price", "Preis", "Prix", "Precio") },
        {
          id: "o5",
          text: say("People and service", "Menschen und Service", "Le service", "La atención"),
        },
        {
          id: "o6",
          text: say("Website or app", "Webseite oder App", "Site ou application", "Web o app"),
        },
        { id: "o7", text: say("Returns", "Rücksendung", "Retour", "Devolución") },
        { id: "o8", text: say("Something else", "Etwas anderes", "Autre chose", "Otra cosa") },
      ],
    },
  ],
  thanks: {
    title: thanks,
    text: say(
      "Every answer is read by someone at Halden.",
      "Jede Antwort wird bei Halden gelesen.",
      "Chaque réponse est lue chez Halden.",
      "En Halden leemos cada respuesta.",
    ),
    link: {
      text: say("See my orders", "Meine Bestellungen", "Mes commandes", "Mis pedidos"),
      url: "https://halden.example/orders",
    },
  },
  look: { ...look, mode: "popover" },
  targeting: { ...targeting, delay: 1500 },
};
