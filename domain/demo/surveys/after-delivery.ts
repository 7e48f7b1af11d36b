import { say } from "../../survey/say.ts";
import type { Definition } from "../../wire/survey.ts";
import { look, short, targeting, thanks } from "./shared.ts";

export const afterDelivery: Definition = {
  metric: "csat",
  language: "en",
  questions: [
    {
      id: "q1",
      kind: "score",
      metric: "csat",
      min: 1,
      max: 5,
      style: "faces",
      required: true,
      text: say(
        "How satisfied are you with your delivery?",
        "Wie zufrieden sind Sie mit Ihrer Lieferung?",
        "Êtes-vous satisfait de votre livraison ?",
        "¿Está satisfecho con su entrega?",
      ),
      labels: [
        say("Very bad", "Sehr schlecht", "Très mauvaise", "Muy mala"),
        say("Bad", "Schlecht", "Mauvaise", "Mala"),
        say("Okay", "In Ordnung", "Correcte", "Aceptable"),
        say("Good", "Gut", "Bonne", "Buena"),
        say("Very good", "Sehr gut", "Très bonne", "Muy buena"),
      ],
      branches: [
        { from: 1, to: 3, go: "q2" },
        { from: 4, to: 5, go: "q3" },
      ],
    },
    {
      id: "q2",
      kind: "text",
      long: true,
      text: say(
        "What went wrong with your delivery?",
        "Was lief bei der Lieferung schief?",
        "Qu'est-ce qui n'a pas été ?",
        "¿Qué salió mal con la entrega?",
      ),
      placeholder: short,
      branches: [{ go: "q4" }],
    },
    {
      id: "q3",
      kind: "text",
      long: true,
      text: say(
        "What went well?",
        "Was lief gut?",
        "Qu'est-ce qui a bien marché ?",
        "¿Qué salió bien?",
      ),
      placeholder: short,
    },
    {
      id: "q4",
      kind: "single",
      text: say(
        "Where was your parcel left?",
        "Wo kam Ihr Paket an?",
        "Où avez-vous reçu votre colis ?",
        "¿Dónde recibió su paquete?",
      ),
      options: [
        { id: "o1", text: say("Handed to me", "Mir übergeben", "Remis en main propre", "En mano") },
        {
          id: "o2",
          text: say("With a neighbour", "Beim Nachbarn", "Chez un voisin", "Con un vecino"),
        },
        {
          id: "o3",
          text: say(
            "Parcel shop or locker",
            "Paketshop oder Station",
            "Point relais",
            "Punto de recogida",
          ),
        },
        {
          id: "o4",
          text: say(
            "Outside, by the door",
            "Draußen vor der Tür",
            "Dehors, devant la porte",
            "Fuera, junto a la puerta",
          ),
        },
        { id: "o5", text: say("Somewhere else", "Woanders", "Ailleurs", "En otro lugar") },
      ],
    },
  ],
  thanks: {
    title: thanks,
    text: say(
      "The delivery team reads this today.",
      "Das Lieferteam liest das heute.",
      "L'équipe livraison lit ceci aujourd'hui.",
      "El equipo de entregas lo lee hoy.",
    ),
  },
  look,
  targeting,
};
