import { html } from "hono/html";
import { mayLeadAway } from "../../domain/links/away.ts";
import { pipe } from "../../domain/survey/flow.ts";
import { pageWordsFor } from "../../domain/survey/page-words.ts";
import type { Answers } from "../../domain/wire/ingest.ts";
import type { Ask, AskedQuestion } from "../../domain/wire/site-config.ts";

type Html = ReturnType<typeof html>;
export type Chosen = Readonly<Answers>;

/**
 * A survey as a plain form, for browsers without script: every question on one page, answered by
 * native controls. The page script replaces it.
 * @param chosen answers that already stand in it, by question id
 * @param trap where a link leads that people cannot see
 * @param said what wordings may repeat: attributes of the visitor
 */
export function plainForm(
  ask: Ask,
  action: string,
  hidden: Readonly<Record<string, string>>,
  chosen: Chosen = {},
  trap?: string,
  said: Answers = {},
): Html {
  const say = (wording: string) => pipe(wording, { ...said, ...chosen });
  return html`<form class="plain" method="post" action="${action}">
    ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <p class="trap" aria-hidden="true">
      <label
        >${pageWordsFor(ask.lang).trap} <input name="hp" tabindex="-1" autocomplete="off"
      /></label>
      ${trap ? html`<a href="${trap}" tabindex="-1" rel="nofollow">.</a>` : ""}
    </p>
    ${ask.questions.map(
      (question) =>
        html`<fieldset>
          <legend>${say(question.text)}</legend>
          ${field(question, say(question.text), chosen[question.id])}
        </fieldset>`,
    )}
    <button class="send">${ask.ui.send}</button>
  </form>`;
}

/** The control of one question. @param title its words, filled in @param value the answer that stands in it */
function field(question: AskedQuestion, title: string, value: Answers[string] | undefined): Html {
  const name = question.id;
  switch (question.kind) {
    case "score":
      return score(question, value);
    case "single":
    case "multiple": {
      const type = question.kind === "single" ? "radio" : "checkbox";
      const option = (o: { id: string; text: string }) =>
        html`<label class="option"
          ><input
            type="${type}"
            name="${name}"
            value="${o.id}"
            ${[value].flat().includes(o.id) ? "checked" : ""}
          />
          ${o.text}</label
        >`;
      const { other } = question;
      return html`${question.options.map(option)}${
        other
          ? html`${option(other)}<input
                name="${name}.other"
                maxlength="300"
                aria-label="${other.text}"
              />`
          : ""
      }`;
    }
    case "text":
      return question.long
        ? html`<textarea name="${name}" rows="5" maxlength="4000" aria-label="${title}">
${value ?? ""}</textarea>`
        : html`<input
            name="${name}"
            maxlength="300"
            aria-label="${title}"
            value="${value ?? ""}"
          />`;
    case "email":
      return html`<input
        type="email"
        name="${name}"
        maxlength="254"
        autocomplete="email"
        aria-label="${title}"
        value="${value ?? ""}"
      />`;
    case "consent":
      return html`<label class="option"
        ><input type="checkbox" name="${name}" value="true" /> ${title}</label
      >`;
    case "message":
      return anchor(question.link);
  }
}

function score(
  question: AskedQuestion & { kind: "score" },
  chosen: Answers[string] | undefined,
): Html {
  const { id, min, max, labels, low, high } = question;
  const values = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  return html`<div class="scale">
      ${values.map(
        (value) =>
          html`<label
            ><input
              type="radio"
              name="${id}"
              value="${value}"
              ${chosen === value ? "checked" : ""}
            />
            <span>${labels?.[value - min] ?? value}</span></label
          >`,
      )}
    </div>
    ${low || high ? html`<p class="ends"><span>${low}</span><span>${high}</span></p>` : ""}`;
}

/** The thank-you of a survey, as a page says it. */
export function thanksOf({ thanks }: Ask, said: Answers = {}): Html {
  return html`<h1>${pipe(thanks.title, said)}</h1>
    ${thanks.text ? html`<p>${pipe(thanks.text, said)}</p>` : ""} ${anchor(thanks.link)}`;
}

/** A link of the author's, which leads away only where it safely can. */
function anchor(link: { text: string; url: string } | undefined): Html {
  return link && mayLeadAway(link.url)
    ? html`<p><a class="away" href="${link.url}">${link.text}</a></p>`
    : html``;
}

/** Reads a posted plain form back into answers; empty fields are no answer. */
export function answersOf(ask: Ask, form: URLSearchParams): Answers {
  const answers: Answers = {};
  for (const question of ask.questions) {
    const values = form.getAll(question.id).filter((value) => value !== "");
    const first = values.at(0);
    if (first === undefined) continue;
    if (question.kind === "single" || question.kind === "multiple") {
      const { other } = question;
      const text = form.get(`${question.id}.other`);
      const chosen = values.map((id) => (text && id === other?.id ? { id, text } : id));
      answers[question.id] = question.kind === "multiple" ? chosen : chosen[0]!;
    } else if (question.kind === "score") answers[question.id] = Number(first);
    else if (question.kind === "consent") answers[question.id] = first === "true";
    else answers[question.id] = first;
  }
  return answers;
}
