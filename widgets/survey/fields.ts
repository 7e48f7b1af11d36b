import type { Answer } from "../../domain/wire/ingest.ts";
import type { AskedQuestion } from "../../domain/wire/site-config.ts";
import { draw, h } from "./dom.ts";

/** The control of one question. */
export type Field = {
  nodes: HTMLElement[];
  /** Undefined: no answer. */
  read(): Answer | undefined;
};
type Of<K> = AskedQuestion & { kind: K };

const STAR = "M20 4l5 11 11 1-8 8 2 11-10-5-10 5 2-11-8-8 11-1z";
const FACE = "M5 20a15 15 0 1 0 30 0a15 15 0 1 0-30 0";

/**
 * Builds the control of a question.
 * @param title the question with its words filled in @param value the answer it already has
 */
export function field(
  question: AskedQuestion,
  title: string,
  value: Answer | undefined,
  required: boolean,
): Field {
  switch (question.kind) {
    case "score":
      return scale(question, value);
    case "single":
    case "multiple":
      return choice(question, value);
    case "consent": {
      const box = h("input", { type: "checkbox", checked: value === true, required });
      return { nodes: [h("label", { class: "o" }, box, title)], read: () => box.checked };
    }
    default: {
      const long = question.kind === "text" && question.long;
      const mail = question.kind === "email";
      const box = h(long ? "textarea" : "input", {
        class: "t",
        type: mail && "email",
        // What the server asks of an address, too: a dot in its domain.
        pattern: mail && ".+@.+[.].+",
        maxlength: long ? 4e3 : mail ? 254 : 300,
        required,
        "aria-labelledby": "q",
        placeholder: question.kind === "text" && question.placeholder,
      });
      box.value = `${value ?? ""}`;
      return { nodes: [box], read: () => box.value.trim() || undefined };
    }
  }
}

function scale({ id, min, max, style, low, high, labels }: Of<"score">, value: Answer | undefined): Field {
  const row = h("div", { class: style === "numbers" ? "s" : `f ${style}` });
  for (let score: number = min; score <= max; score++) {
    const label = labels?.[score - min];
    const word = label ?? (score === min ? low : score === max && high);
    // A face from -1 (very sad) to 1 (laughing): only the mouth moves, the colour says nothing.
    const mood = (2 * (score - min)) / (max - min) - 1;
    const corner = 26 - 2.5 * mood;
    row.append(
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: id,
          value: score,
          "aria-label": score + (word ? `, ${word}` : ""),
          checked: value === score,
        }),
        style === "numbers"
          ? `${score}`
          : style === "stars"
            ? draw(40, STAR)
            : draw(
                40,
                FACE,
                `M15 16v1.5M25 16v1.5M13 ${corner}Q20 ${26 + 7.5 * mood} 27 ${corner}${mood < 1 ? "" : "z"}`,
              ),
        style !== "numbers" && label,
      ),
    );
  }
  return {
    nodes: [
      row,
      h("p", { class: "e", "aria-hidden": true }, h("span", {}, !labels && low), h("span", {}, !labels && high)),
    ],
    read() {
      const chosen = row.querySelector<HTMLInputElement>(":checked");
      return chosen ? Number(chosen.value) : undefined;
    },
  };
}

function choice({ id, kind, options, other }: Of<"single" | "multiple">, value: Answer | undefined): Field {
  const given = (Array.isArray(value) ? value : [value]) as (string | { id: string; text: string })[];
  const note = h("input", { class: "t", maxlength: 300, "aria-label": other?.text });
  const nodes: HTMLElement[] = [];
  for (const option of other ? [...options, other] : options) {
    const told = given.find((one) => (one as { id: string })?.id === option.id) as { text: string } | undefined;
    nodes.push(
      h(
        "label",
        { class: "o" },
        h("input", {
          type: kind === "single" ? "radio" : "checkbox",
          name: id,
          value: option.id,
          checked: !!told || given.includes(option.id),
          // Waits for its text: a click on it does not lead on.
          class: option === other && "w",
        }),
        option.text,
      ),
    );
    if (told) note.value = told.text;
  }
  if (other) nodes.push(note);
  return {
    nodes,
    read() {
      const text = note.value.trim();
      const chosen = nodes.flatMap((node) => {
        const box = node.querySelector<HTMLInputElement>(":checked");
        return box ? [box.value === other?.id && text ? { id: box.value, text } : box.value] : [];
      });
      return kind === "single" ? chosen[0] : chosen[0] && chosen;
    },
  };
}
