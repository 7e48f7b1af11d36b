import type { Definition } from "../../domain/wire/survey.ts";

/** An NPS survey with a text and a choice behind the score. */
export const npsDefinition: Definition = {
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
      text: "How likely are you to recommend us?",
      low: "Not at all",
      high: "Extremely",
    },
    { id: "q2", kind: "text", long: true, text: "Why?" },
    {
      id: "q3",
      kind: "multiple",
      text: "What matters?",
      options: [
        { id: "o1", text: "Price" },
        { id: "o2", text: "Speed" },
      ],
      other: { id: "o3", text: "Other" },
    },
  ],
  thanks: { title: "Thank you" },
  look: { accent: "#1d5c48", mode: "popover", corner: "br", scheme: "auto", radius: 8 },
  targeting: { urls: [], delay: 0, sample: 1, devices: [] },
};
