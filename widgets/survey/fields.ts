import type { Answer } from "../../domain/wire/ingest.ts";
import type { AskedOption, AskedQuestion } from "../../domain/wire/site-config.ts";
import { CHOICES, PICTURES } from "../features.ts";
import { h } from "./dom.ts";

type Option = { id: number | string; text?: string | undefined };
type Field = (HTMLElement | false | undefined)[];

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
 * The control of a question, and the ends of its scale.
 * @param title its words, filled in @param value the answer it already has
 * @param required a consent must be given
 */
export function field(
  question: AskedQuestion,
  title: string,
  value: Answer | undefined,
  required?: boolean,
): Field {
  const { kind, min, max, shape, low, high, labels }: Parts = question;
  if (CHOICES && !max && kind !== "text") return choice(question, title, value, required);
  if (!max) return [textField(question, title, value as string)];
  const last = max - min!;
  return [
    h(
      "div",
      {
        class: PICTURES && shape ? `f ${shape}` : PICTURES && labels ? "f" : "s",
        role: "radiogroup",
        "aria-label": title,
      },
      ...[...Array(last + 1).keys()].map((i) => {
        const number = min! + i;
        const label = PICTURES && labels?.[i];
        const word = label || (i ? i === last && high : low);
        const input = h("input", {
          type: "radio",
          name: "a",
          value: `${number}`,
          checked: value === number,
          "aria-label": number + (word ? `, ${word}` : ""),
        });
        if (!PICTURES || !(shape ?? labels)) return input;
        return h("label", 0, input, shape === "faces" && face((2 * i) / last - 1), label);
      }),
    ),
    !(PICTURES && labels) &&
      !!(low ?? high) &&
      h("small", { "aria-hidden": true }, h("span", 0, low), h("span", 0, high)),
  ];
}

function textField(
  { long, hint }: Parts,
  title: string,
  value: string | undefined,
  more?: object,
): HTMLElement {
  const box = h(long ? "textarea" : "input", {
    class: "t",
    name: "a",
    rows: 4,
    maxlength: long ? 4e3 : 300,
    placeholder: hint,
    "aria-label": title,
    ...(CHOICES && more),
  });
  box.value = value ?? "";
  return box;
}

/** Options to choose from, an address, a consent, or a message. */
function choice(question: Parts, title: string, value: unknown, required?: boolean): Field {
  const { kind, options = [], other, link } = question;
  if (kind === "message") return [anchor(link)];
  if (kind === "email")
    // What the server asks of an address, too: a dot in its domain.
    return [textField(question, title, value as string, { type: kind, pattern: ".+@.+[.].+" })];
  const consent = kind === "consent";
  const multiple = kind === "multiple";
  const given = [value].flat() as (Option | string | boolean | undefined)[];
  const note = given.map((one) => (one as Option | undefined)?.text ?? "").join("");
  return [
    h(
      "div",
      {
        class: "o",
        role: !consent && (multiple ? "group" : "radiogroup"),
        "aria-label": !consent && title,
      },
      ...(consent ? [{ id: "1", text: title }] : options.concat(other ?? [])).map((option) =>
        h(
          "label",
          0,
          h("input", {
            type: kind === "single" ? "radio" : "checkbox",
            name: "a",
            value: option.id,
            required: required && consent,
            checked: given.some(
              (one) => one === true || ((one as Option)?.id ?? one) === option.id,
            ),
            // Waits for its text: a click on it does not lead on.
            class: option === other && "w",
          }),
          option.text,
        ),
      ),
      other && textField({ kind }, other.text, note, { name: "b" }),
    ),
  ];
}

/**
 * What follows from what is chosen and style sheets cannot say in every engine (WebKit does not look
 * again at the siblings of a :has()): which stars are filled, whether "other" has its text.
 */
export function settle(form: Element): void {
  const find = (selector: string) => form.querySelectorAll<HTMLElement>(selector);
  if (PICTURES) {
    let [last] = find(".stars :checked") as Iterable<Element | undefined>;
    for (const star of find(".stars label")) {
      star.className = last ? "y" : "";
      if (last && star.contains(last)) last = undefined;
    }
  }
  if (CHOICES) for (const note of find(".o .t")) note.hidden = !find(".w:checked")[0];
}

/** A face from -1 (very sad) to 1 (laughing): only the mouth moves, the colour says nothing. */
function face(mood: number): SVGElement {
  const corner = 12 - mood * 1.5;
  return h(
    "svg",
    { viewBox: "0 0 18 18", "aria-hidden": true },
    h("path", {
      d: `M6 6v1M12 6v1M5 ${corner}Q9 ${12 + mood * 5} 13 ${corner}${mood < 1 ? "" : "z"}`,
    }),
  );
}

/** The answer that stands in the control; undefined when there is none. */
export function read({ kind, max, other }: Parts, form: HTMLFormElement): Answer | undefined {
  const all = new FormData(form);
  const one = all.get("a") as string | null;
  if (max) return one ? +one : undefined;
  if (!CHOICES || /^[te]/.test(kind)) return one?.trim() || undefined;
  if (kind === "consent") return !!one;
  const note = (all.get("b") as string | null)?.trim();
  const chosen = all
    .getAll("a")
    .map((id) => (note && id === other?.id ? { id, text: note } : (id as string)));
  // Old libraries give all arrays a toJSON that makes them a string.
  return kind === "single"
    ? chosen[0]
    : one
      ? Object.defineProperty(chosen, "toJSON", {})
      : undefined;
}
