import type { Answer } from "../../domain/wire/ingest.ts";
import type { AskedQuestion } from "../../domain/wire/site-config.ts";
import { draw, h } from "./dom.ts";

type Given = string | { id: string; text: string } | undefined;
type Box = HTMLInputElement | HTMLTextAreaElement;

const STAR = "M20 4l5 11 11 1-8 8 2 11-10-5-10 5 2-11-8-8 11-1z";
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
): HTMLElement[] {
  const { kind } = q;
  const given = [value].flat() as Given[];
  const long = kind === "text" && q.long;
  const mail = kind === "email";
  const other = "other" in q && q.other;
  const text: Box = h(long ? "textarea" : "input", {
    class: "t",
    type: mail && kind,
    required: required && !other,
    // What the server asks of an address, too: a dot in its domain.
    pattern: mail && ".+@.+[.].+",
    maxlength: long ? 4e3 : 300,
    placeholder: kind === "text" && q.placeholder,
    [other ? "aria-label" : "aria-labelledby"]: other ? other.text : "q",
  });
  text.value = given.map((one) => (one as { text: string })?.text ?? (other ? "" : one)).join("");
  if (kind === "text" || mail) return [text];

  const score = kind === "score" && q;
  const options = score
    ? Array.from({ length: score.max - score.min + 1 }, (_, i) => ({
        id: score.min + i,
        text: score.labels?.[i],
      }))
    : kind === "consent"
      ? [{ id: true, text: title }]
      : (q as { options: object[] }).options.concat(other || []);
  const numbers = score && score.style === "numbers";
  return [
    h(
      "div",
      { class: numbers ? "s" : score && `f ${score.style}` },
      ...(options as { id: string | number; text?: string }[]).map((option, i) => {
        const { id, text: word } = option;
        const end = score && (i ? i === options.length - 1 && score.high : score.low);
        // A face from -1 (very sad) to 1 (laughing): only the mouth moves, the colour says nothing.
        const mood = (2 * i) / (options.length - 1) - 1;
        const corner = 26 - 2.5 * mood;
        return h(
          "label",
          { class: !score && "o" },
          h("input", {
            type: /^s/.test(kind) ? "radio" : "checkbox",
            name: "a",
            value: id,
            required: required && kind !== "multiple",
            checked: given.some((one) => `${(one as { id: string })?.id ?? one}` === `${id}`),
            "aria-label": score && id + (word || end ? `, ${word || end}` : ""),
            // Waits for its text: a click on it does not lead on.
            class: option === other && "w",
          }),
          numbers
            ? `${id}`
            : score &&
                (score.style === "stars"
                  ? draw(40, STAR)
                  : draw(
                      40,
                      FACE,
                      `M15 16v1.5M25 16v1.5M13 ${corner}Q20 ${26 + 7.5 * mood} 27 ${corner}${mood < 1 ? "" : "z"}`,
                    )),
          word,
        );
      }),
      other && text,
    ),
    h("p", { class: "e", "aria-hidden": true }, ...[score && !score.labels && score.low, score && !score.labels && score.high].map((end) => h("span", {}, end))),
  ];
}

/** The answer that stands in the control; undefined when there is none. */
export function read({ kind }: AskedQuestion, root: Element): Answer | undefined {
  const text = root.querySelector<Box>(".t")?.value.trim() || undefined;
  const chosen = Array.from(root.querySelectorAll<HTMLInputElement>(":checked"), ({ value, className }) =>
    className && text ? { id: value, text } : value,
  );
  const [first] = chosen;
  return kind === "text" || kind === "email"
    ? text
    : kind === "consent"
      ? !!first
      : kind === "score"
        ? first && Number(first)
        : kind === "single"
          ? first
          : // Old libraries give all arrays a toJSON that makes them a string.
            first && Object.defineProperty(chosen, "toJSON", {});
}
