import { html } from "hono/html";
import type { Ask, AskedQuestion } from "../../domain/wire/site-config.ts";

type Html = ReturnType<typeof html>;
export type Chosen = Readonly<Record<string, number>>;

/**
 * A survey as a plain form, for browsers without script: every question on one page, answered by
 * native controls. The page script replaces it.
 * @param chosen values that are already selected, by question id
 * @param trap where a link leads that people cannot see
 */
export function plainForm(
  ask: Ask,
  action: string,
  hidden: Readonly<Record<string, string>>,
  chosen: Chosen = {},
  trap?: string,
): Html {
  return html`<form class="plain" method="post" action="${action}">
    ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <p class="trap" aria-hidden="true">
      <label>Leave this empty <input name="hp" tabindex="-1" autocomplete="off" /></label>
      ${trap ? html`<a href="${trap}" tabindex="-1" rel="nofollow">.</a>` : ""}
    </p>
    ${ask.questions.map(
      (question) =>
        html`<fieldset>
          <legend>${question.text}</legend>
          ${field(question, chosen)}
        </fieldset>`,
    )}
    <button class="send">${ask.ui.send}</button>
  </form>`;
}

function field(question: AskedQuestion, chosen: Chosen): Html {
  const name = question.id;
  switch (question.kind) {
    case "score": {
      const values = Array.from(
        { length: question.max - question.min + 1 },
        (_, i) => question.min + i,
      );
      return html`<div class="scale">
          ${values.map(
            (value) =>
              html`<label
                ><input
                  type="radio"
                  name="${name}"
                  value="${value}"
                  ${chosen[name] === value ? "checked" : ""}
                />
                <span>${question.labels?.[value - question.min] ?? value}</span></label
              >`,
          )}
        </div>
        ${question.low || question.high ? html`<p class="ends"><span>${question.low}</span><span>${question.high}</span></p>` : ""}`;
    }
    case "single":
    case "multiple":
      return html`${question.options.map(
        (o) =>
          html`<label class="option"
            ><input
              type="${question.kind === "single" ? "radio" : "checkbox"}"
              name="${name}"
              value="${o.id}"
            />
            ${o.text}</label
          >`,
      )}`;
    case "text":
      return question.long
        ? html`<textarea
            name="${name}"
            rows="5"
            maxlength="4000"
            aria-label="${question.text}"
          ></textarea>`
        : html`<input name="${name}" maxlength="300" aria-label="${question.text}" />`;
    case "email":
      return html`<input
        type="email"
        name="${name}"
        maxlength="254"
        aria-label="${question.text}"
      />`;
    case "consent":
      return html`<label class="option"
        ><input type="checkbox" name="${name}" value="true" /> ${question.text}</label
      >`;
    case "message":
      return html`${question.link ? html`<p><a href="${question.link.url}">${question.link.text}</a></p>` : ""}`;
  }
}

/** Reads a posted plain form back into answers; empty fields are no answer. */
export function answersOf(
  ask: Ask,
  form: URLSearchParams,
): Record<string, number | string | boolean | string[]> {
  const answers: Record<string, number | string | boolean | string[]> = {};
  for (const question of ask.questions) {
    const values = form.getAll(question.id).filter((value) => value !== "");
    const first = values.at(0);
    if (first === undefined) continue;
    if (question.kind === "score") answers[question.id] = Number(first);
    else if (question.kind === "multiple") answers[question.id] = values;
    else if (question.kind === "consent") answers[question.id] = first === "true";
    else answers[question.id] = first;
  }
  return answers;
}
