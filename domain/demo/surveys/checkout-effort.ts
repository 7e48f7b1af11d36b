import { say } from "../../survey/say.ts";
import type { Definition } from "../../wire/survey.ts";
import { look, short, targeting, thanks } from "./shared.ts";

export const checkoutEffort: Definition = {
  metric: "ces",
  language: "en",
  questions: [
    {
      id: "q1",
      kind: "score",
      metric: "ces",
      min: 1,
      max: 7,
      style: "numbers",
      required: true,
      text: say(
        "Halden made it easy for me to order.",
        "Halden hat es mir leicht gemacht zu bestellen.",
        "Halden m'a permis de commander facilement.",
        "Halden me lo puso fácil para hacer mi pedido.",
      ),
      low: say(
        "Strongly disagree",
        "Stimme gar nicht zu",
        "Pas du tout d'accord",
        "Muy en desacuerdo",
      ),
      high: say("Strongly agree", "Stimme voll zu", "Tout à fait d'accord", "Muy de acuerdo"),
      branches: [
        { from: 1, to: 4, go: "q2" },
        { from: 5, to: 7, go: "q3" },
      ],
    },
    {
      id: "q2",
      kind: "text",
      long: true,
      text: say(
        "What made it hard?",
        "Was war schwierig?",
        "Qu'est-ce qui a été difficile ?",
        "¿Qué fue difícil?",
      ),
      placeholder: short,
      branches: [{ go: "q4" }],
    },
    {
      id: "q3",
      kind: "text",
      long: false,
      text: say(
        "What made it easy, or could be easier still?",
        "Was war leicht, was ginge noch leichter?",
        "Qu'est-ce qui a été facile, ou pourrait l'être encore plus ?",
        "¿Qué fue fácil, o podría serlo más?",
      ),
      placeholder: short,
    },
    {
      id: "q4",
      kind: "single",
      text: say(
        "How did you pay?",
        "Wie haben Sie bezahlt?",
        "Comment avez-vous payé ?",
        "¿Cómo ha pagado?",
      ),
      options: [
        { id: "o1", text: say("Card", "Karte", "Carte", "Tarjeta") },
        { id: "o2", text: say("PayPal", "PayPal", "PayPal", "PayPal") },
        { id: "o3", text: say("Invoice", "Rechnung", "Facture", "Factura") },
        { id: "o4", text: say("By phone", "Per Handy", "Par téléphone", "Con el móvil") },
        { id: "o5", text: say("Gift card", "Gutschein", "Carte cadeau", "Tarjeta regalo") },
      ],
    },
  ],
  thanks: { title: thanks },
  look,
  targeting,
};
