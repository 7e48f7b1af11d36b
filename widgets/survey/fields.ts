import type { Answer } from "../../domain/wire/ingest.ts";
import type { AskedOption, AskedQuestion } from "../../domain/wire/site-config.ts";
import { h } from "./dom.ts";

type Box = HTMLInputElement | HTMLTextAreaElement;
type Option = { id: number | string | true; text?: string | undefined };
type Given = Option | Answer | undefined;

/** What a question of any kind may have. */
type Parts = {
  kind: AskedQuestion["kind"];
  min?: number;
  max?: number;
  style?: "stars" | "faces";
  low?: string;
  high?: string;
  labels?: string[];
  options?: AskedOption[];
  other?: AskedOption;
  long?: true;
  hint?: string;
};

/**
 * The control of a question.
 * @param title its words, filled in @param value the answer it already has
 */
export function field(
  question: AskedQuestion,
  title: string,
  value: Answer | undefined,
  required: boolean,
): (HTMLElement | false)[] {
  const { kind, min, max, style, low, high, labels, options, other, long, hint }: Parts = question;
  const given = [value].flat() as Given[];
  const mail = kind === "email";
  const text: Box = h(long ? "textarea" : "input", {
    class: "t",
    type: mail && kind,
    required: required && !other,
    // What the server asks of an address, too: a dot in its domain.
    pattern: mail && ".+@.+[.].+",
    maxlength: long ? 4e3 : 300,
    placeholder: hint,
    "aria-label": other?.text ?? title,
  });
  text.value = given.map((one) => (one as Option)?.text ?? (other ? "" : (one as string))).join("");
  if (mail || kind === "text") return [text];

  const choices: Option[] = max
    ? Array.from({ length: max - min! + 1 }, (_, i) => ({ id: min! + i, text: labels?.[i] }))
    : (options?.concat(other ?? []) ?? [{ id: true, text: title }]);
  const last = choices.length - 1;
  return [
    h(
      "div",
      { class: style ? `f ${style}` : max ? "s" : "o" },
      ...choices.map((option, i) => {
        const { id, text: label } = option;
        const word = label ?? (i ? i === last && high : low);
        // A face from -1 (very sad) to 1 (laughing): only the mouth moves, the colour says nothing.
        const mood = (2 * i) / last - 1;
        const corner = 12 - mood * 1.5;
        return h(
          "label",
          0,
          h("input", {
            type: kind[0] === "s" ? "radio" : "checkbox",
            name: "a",
            value: `${id}`,
            required: required && kind !== "multiple",
            checked: given.some((one) => ((one as Option)?.id ?? one) === id),
            "aria-label": max && id + (word ? `, ${word}` : ""),
            // Waits for its text: a click on it does not lead on.
            class: option === other && "w",
          }),
          max &&
            (style
              ? style === "stars"
                ? h("i", 0)
                : h(
                    "svg",
                    { viewBox: "0 0 18 18" },
                    h("path", {
                      d: `M6 6v1M12 6v1M5 ${corner}Q9 ${12 + mood * 5} 13 ${corner}${mood < 1 ? "" : "z"}`,
                    }),
                  )
              : `${id}`),
          label,
        );
      }),
      other && text,
    ),
    !labels &&
      !!(low ?? high) &&
      h("small", { "aria-hidden": true }, h("span", 0, low), h("span", 0, high)),
  ];
}

/** The answer that stands in the control; undefined when there is none. */
export function read(question: AskedQuestion, root: Element): Answer | undefined {
  const { kind, max }: Parts = question;
  const text = root.querySelector<Box>(".t")?.value.trim() || undefined;
  const chosen = Array.from(
    root.querySelectorAll<HTMLInputElement>(":checked"),
    ({ value, className }) => (className && text ? { id: value, text } : value),
  );
  const [first] = chosen;
  return kind === "consent"
    ? !!first
    : kind === "multiple"
      ? // Old libraries give all arrays a toJSON that makes them a string.
        first && Object.defineProperty(chosen, "toJSON", {})
      : max
        ? first && +first
        : (first ?? text);
}
