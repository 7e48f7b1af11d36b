import { say } from "../../survey/say.ts";
import type { Definition } from "../../wire/survey.ts";

export const look: Definition["look"] = {
  accent: "#2f6b4f",
  mode: "inline",
  corner: "br",
  scheme: "auto",
  radius: 8,
};

/** Every page, at once, everybody: the demo pages should show them. */
export const targeting: Definition["targeting"] = { urls: [], delay: 0, sample: 1, devices: [] };

export const thanks = say("Thank you", "Vielen Dank", "Merci", "Gracias");
export const short = say("Optional", "Freiwillig", "Facultatif", "Opcional");
