import type { Answer } from "../../domain/wire/ingest.ts";
import type { AskedQuestion } from "../../domain/wire/site-config.ts";
import { h } from "./dom.ts";

type Box = HTMLInputElement | HTMLTextAreaElement;
type Option = { id: number | string | true; text?: string };
type Given = Option | Answer | undefined;

const FACE = "M5 20a15 15 0 1 0 30 0a15 15 0 1 0-30 0";

/**
 * The control of a question.
 * @param title its words, filled in @param value the answer it already has
 */
export function field(
  q: AskedQuestion,
  title: string,
  value: Answer | undefined,
  required: boolean,
): (HTMLElement | false | undefined)[] {
  const { kind } = q;
  const given = [value].flat() as Given[];
  const other = "other" in q && q.other;
  const mail = kind === "email";
  const long = kind === "text" && q.long;
  const text: Box = h(long ? "textarea" : "input", {
    class: "t",
    type: mail && kind,
    required: required && !other,
    // What the server asks of an address, too: a dot in its domain.
    pattern: mail && ".+@.+[.].+",
    maxlength: long ? 4e3 : 300,
    placeholder: kind === "text" && q.placeholder,
    "aria-label": other ? other.text : title,
  });
  text.value = given.map((one) => (one as Option)?.text ?? (other ? "" : (one as string))).join("");
  if (kind === "text" || mail) return [text];

  const score = kind === "score" && q;
  const numbers = score && score.style === "numbers";
  const options: Option[] = score
    ? Array.from({ length: score.max - score.min + 1 }, (_, i) => ({
        id: score.min + i,
        text: score.labels?.[i] ?? "",
      }))
    : kind === "consent"
      ? [{ id: true, text: title }]
      : (q as { options: Option[] }).options.concat(other || []);
  return [
    h(
      "div",
      { class: numbers ? "s" : score ? `f ${score.style}` : "o" },
      ...options.map((option, i) => {
        const { id, text: label } = option;
        const word = label || (score && (i ? i === options.length - 1 && score.high : score.low));
        // A face from -1 (very sad) to 1 (laughing): only the mouth moves, the colour says nothing.
        const mood = (2 * i) / (options.length - 1) - 1;
        const corner = 26 - 2.5 * mood;
        return h(
          "label",
          0,
          h("input", {
            type: kind[0] === "s" ? "radio" : "checkbox",
            name: "a",
            value: id,
            required: required && kind !== "multiple",
            checked: given.some((one) => ((one as Option)?.id ?? one) === id),
            "aria-label": score && id + (word ? `, ${word}` : ""),
            // Waits for its text: a click on it does not lead on.
            class: option === other && "w",
          }),
          numbers
            ? `${id}`
            : score &&
                (score.style === "stars"
                  ? h("i", 0)
                  : h(
                      "svg",
                      { viewBox: "0 0 40 40" },
                      h("path", { d: FACE }),
                      h("path", {
                        d: `M15 16v1.5M25 16v1.5M13 ${corner}Q20 ${26 + 7.5 * mood} 27 ${corner}${mood < 1 ? "" : "z"}`,
                      }),
                    )),
          label,
        );
      }),
      other && text,
    ),
    score &&
      !score.labels &&
      h("small", { "aria-hidden": true }, h("span", 0, score.low), h("span", 0, score.high)),
  ];
}

/** The answer that stands in the control; undefined when there is none. */
export function read({ kind }: AskedQuestion, root: Element): Answer | undefined {
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
      : kind === "score"
        ? first && Number(first)
        : (first ?? text);
}
