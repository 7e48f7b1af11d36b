import { say } from "../../survey/say.ts";
import type { Definition } from "../../wire/survey.ts";
import { look, short, targeting, thanks } from "./shared.ts";

export const sizeFinder: Definition = {
  metric: "csat",
  language: "en",
  questions: [
    {
      id: "q1",
      kind: "score",
      metric: "csat",
      min: 1,
      max: 5,
      style: "stars",
      required: true,
      text: say(
        "Did the size finder help you?",
        "Hat Ihnen der Größenberater geholfen?",
        "Le guide des tailles vous a-t-il aidé ?",
        "¿Le ayudó el buscador de tallas?",
      ),
    },
    {
      id: "q2",
      kind: "text",
      long: false,
      text: say("Why?", "Warum?", "Pourquoi ?", "¿Por qué?"),
      placeholder: short,
    },
  ],
  thanks: { title: thanks },
  look,
  targeting,
};
