import type { Answer } from "../../domain/wire/ingest.ts";
import type { AskedQuestion } from "../../domain/wire/site-config.ts";
import { draw, h } from "./dom.ts";

/** The control of one question. */
export type Field = {
  nodes: HTMLElement[];
  /** Undefined: no answer. */
  read(): Answer | undefined;
  /** Tells the respondent what is wrong, if anything is. */
  refused?(): boolean;
};
type Of<K> = AskedQuestion & { kind: K };

const STAR = "M20 5l4.6 9.7 10.4 1.4-7.6 7.4 1.9 10.5-9.3-5.1-9.3 5.1 1.9-10.5L5 16.1l10.4-1.4z";

/** Builds the control of a question, filled with the answer it already has. */
export function field(question: AskedQuestion, value: Answer | undefined, needed: boolean): Field {
  switch (question.kind) {
    case "score":
      return scale(question, value);
    case "single":
    case "multiple":
      return choice(question, value);
    case "consent": {
      const box = h("input", { type: "checkbox", checked: value === true, required: needed });
      return {
        nodes: [h("label", { class: "o" }, box, question.text)],
        read: () => box.checked,
        refused: () => !box.reportValidity(),
      };
    }
    case "email":
      return entry(question, true, value, needed);
    case "text":
      return entry(question, false, value, needed);
  }
}

function scale({ id, min, max, style, low, high, labels }: Of<"score">, value: Answer | undefined): Field {
  const marks = Array.from({ length: max - min + 1 }, (_, i) => {
    const score = min + i;
    const label = labels?.[i];
    const word = label ?? (i ? score === max && high : low);
    return h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: id,
        value: score,
        "aria-label": word ? `${score}, ${word}` : score,
        checked: value === score,
      }),
      style === "numbers"
        ? `${score}`
        : style === "stars"
          ? draw(40, STAR)
          : face((2 * i) / (max - min) - 1),
      style !== "numbers" && label,
    );
  });
  const row = h("div", { class: style === "numbers" ? "s" : `f ${style}` }, ...marks);
  const ends =
    !labels && (low || high)
      ? [h("p", { class: "e", "aria-hidden": "true" }, h("span", {}, low), h("span", {}, high))]
      : [];
  return {
    nodes: [row, ...ends],
    read() {
      const chosen = row.querySelector<HTMLInputElement>(":checked");
      return chosen ? Number(chosen.value) : undefined;
    },
  };
}

/** A face from -1 (very sad) to 1 (laughing): only the mouth moves, the colour says nothing. */
function face(mood: number): SVGElement {
  const corner = 26 - 2.5 * mood;
  return draw(
    40,
    "M5 20a15 15 0 1 0 30 0a15 15 0 1 0-30 0",
    `M15 16v1.5M25 16v1.5M13 ${corner}Q20 ${26 + 7.5 * mood} 27 ${corner}${mood < 1 ? "" : "z"}`,
  );
}

function choice({ id, kind, options, other }: Of<"single" | "multiple">, value: Answer | undefined): Field {
  const given = (Array.isArray(value) ? value : [value]).map((one) =>
    one && typeof one === "object" && "id" in one ? one : { id: one, text: "" },
  );
  const note = h("input", { class: "t", maxlength: 300, "aria-label": other?.text });
  const boxes: HTMLInputElement[] = [];
  const nodes: HTMLElement[] = [];
  for (const option of other ? [...options, other] : options) {
    const chosen = given.find((one) => one.id === option.id);
    const box = h("input", {
      type: kind === "single" ? "radio" : "checkbox",
      name: id,
      value: option.id,
      checked: !!chosen,
      class: option === other && "w",
    });
    boxes.push(box);
    nodes.push(h("label", { class: "o" }, box, option.text));
    if (option === other) {
      note.value = chosen?.text ?? "";
      nodes.push(note);
    }
  }
  return {
    nodes,
    read() {
      const chosen = boxes
        .filter((box) => box.checked)
        .map((box) =>
          box.value === other?.id && note.value.trim() ? { id: box.value, text: note.value.trim() } : box.value,
        );
      return kind === "single" ? chosen[0] : chosen[0] && chosen;
    },
  };
}

function entry(
  { text, long, placeholder }: { text: string; long?: boolean; placeholder?: string },
  mail: boolean,
  value: Answer | undefined,
  needed: boolean,
): Field {
  const box = h(long ? "textarea" : "input", {
    class: "t",
    type: mail && "email",
    // Also what the server asks of an address: a dot in its domain.
    pattern: mail && ".+@.+[.].+",
    autocomplete: mail && "email",
    maxlength: mail ? 254 : long ? 4e3 : 300,
    required: needed,
    "aria-label": text,
    placeholder,
  });
  if (typeof value === "string") box.value = value;
  return {
    nodes: [box],
    read: () => box.value.trim() || undefined,
    refused: () => !box.reportValidity(),
  };
}
