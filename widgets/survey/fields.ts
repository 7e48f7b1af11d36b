import type { Answer } from "../../domain/wire/ingest.ts";
import type { AskedOption, AskedQuestion } from "../../domain/wire/site-config.ts";
import { CHOICES, PICTURES } from "../features.ts";
import { h } from "./dom.ts";

type Box = HTMLInputElement | HTMLTextAreaElement;
type Option = { id: number | string | true; text?: string | undefined };
type Given = Option | Answer | undefined;

/** What a question of any kind may have. */
type Parts = {
  kind: AskedQuestion["kind"];
  min?: number;
  max?: number;
  shape?: "stars" | "faces";
  low?: string;
  high?: string;
  labels?: string[];
  options?: AskedOption[];
  other?: AskedOption;
  long?: true;
  hint?: string;
  link?: { text: string; url: string };
};

export const anchor = (link: Parts["link"]): HTMLElement | undefined =>
  link && h("a", { href: link.url }, link.text);

/**
 * The control of a question.
 * @param title its words, filled in @param value the answer it already has
 */
export function field(
  question: AskedQuestion,
  title: string,
  value: Answer | undefined,
  required: boolean,
): (HTMLElement | false | undefined)[] {
  const { kind, min, max, shape, low, high, labels, options, other, long, hint, link }: Parts =
    question;
  if (CHOICES && kind === "message") return [anchor(link)];
  const given = (CHOICES ? [value].flat() : [value]) as Given[];
  const mail = CHOICES && kind === "email";
  const text: Box = h(long ? "textarea" : "input", {
    class: "t",
    required: required && !(CHOICES && other),
    maxlength: long ? 4e3 : 300,
    placeholder: hint,
    "aria-label": (CHOICES && other?.text) || title,
    // What the server asks of an address, too: a dot in its domain.
    ...(mail && { type: kind, pattern: ".+@.+[.].+" }),
  });
  text.value = CHOICES
    ? given.map((one) => (one as Option)?.text ?? (other ? "" : (one as string))).join("")
    : ((value as string) ?? "");
  if (mail || kind === "text") return [text];

  const choices: Option[] =
    !CHOICES || max
      ? Array.from({ length: max! - min! + 1 }, (_, i) => ({
          id: min! + i,
          text: PICTURES ? labels?.[i] : undefined,
        }))
      : (options?.concat(other ?? []) ?? [{ id: true, text: title }]);
  const last = choices.length - 1;
  return [
    h(
      "div",
      { class: PICTURES && shape ? `f ${shape}` : !CHOICES || max ? "s" : "o" },
      ...choices.map((option, i) => {
        const { id, text: label } = option;
        const word = label ?? (i ? i === last && high : low);
        const chosen = CHOICES
          ? given.some((one) => ((one as Option)?.id ?? one) === id)
          : value === id;
        return h(
          "label",
          0,
          h("input", {
            type: !CHOICES || kind[0] === "s" ? "radio" : "checkbox",
            name: "a",
            value: `${id}`,
            required: CHOICES ? required && kind !== "multiple" : required,
            checked: chosen,
            "aria-label": (!CHOICES || max) && id + (word ? `, ${word}` : ""),
            // Waits for its text: a click on it does not lead on.
            ...(CHOICES && option === other && { class: "w" }),
          }),
          (!CHOICES || max) &&
            (PICTURES && shape
              ? shape === "stars"
                ? h("i", 0)
                : face((2 * i) / last - 1)
              : `${id}`),
          (PICTURES || CHOICES) && label,
        );
      }),
      CHOICES && other && text,
    ),
    !(PICTURES && labels) &&
      !!(low ?? high) &&
      h("small", { "aria-hidden": true }, h("span", 0, low), h("span", 0, high)),
  ];
}

/** A face from -1 (very sad) to 1 (laughing): only the mouth moves, the colour says nothing. */
function face(mood: number): SVGElement {
  const corner = 12 - mood * 1.5;
  return h(
    "svg",
    { viewBox: "0 0 18 18" },
    h("path", {
      d: `M6 6v1M12 6v1M5 ${corner}Q9 ${12 + mood * 5} 13 ${corner}${mood < 1 ? "" : "z"}`,
    }),
  );
}

/** The answer that stands in the control; undefined when there is none. */
export function read(question: AskedQuestion, root: Element): Answer | undefined {
  const { kind, max }: Parts = question;
  const text = root.querySelector<Box>(".t")?.value.trim() || undefined;
  if (!CHOICES) {
    const chosen = root.querySelector<HTMLInputElement>(":checked");
    return chosen ? +chosen.value : text;
  }
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
