import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { askFor, languageFor, sayIn } from "../../domain/survey/ask.ts";
import { primaryQuestion } from "../../domain/survey/questions.ts";
import type { Definition, Words } from "../../domain/wire/survey.ts";
import { Document, type Said } from "./document.tsx";
import type { Compiled, LetterInput } from "./index.ts";
import { withComments } from "./marks.ts";
import { paintFor } from "./paint.ts";
import { Places, clean, escapeHtml, oneLine } from "./places.ts";
import { plainText } from "./plain.ts";
import type { AskedScore, ScaleProps } from "./scale.tsx";
import { mailWords, put } from "./words.ts";

/** XHTML 1.0 Transitional: the document type that puts every mail program into the same mode. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';
/** What mail programs show of a preview, at most. */
const LONGEST_PREVIEW = 140;

/** See Letters.compile. */
export function compile(input: LetterInput): Compiled {
  const { survey, letter, sender, kind } = input;
  const language = languageFor(survey, input.language);
  const places = new Places();
  const say = (words: Words) => places.words(sayIn(words, language, survey.language));
  const words = mailWords(language);
  const subject = oneLine(say((kind === "reminder" && letter.reminder) || letter.subject));
  const from = oneLine(places.words(sender.fromName));
  const said: Said = {
    language,
    subject: kind === "test" ? `[${words.test}] ${subject}` : subject,
    preview: letter.preview
      ? places.words(shortened(sayIn(letter.preview, language, survey.language)))
      : "",
    from,
    intro: say(letter.intro),
    closing: letter.closing && say(letter.closing),
    why: put(words.why, { from: clean(input.workspaceName) }),
    address: places.words(sender.address),
    links: {
      open: places.other("link"),
      trap: places.other("trap"),
      unsubscribe: places.other("unsubscribe"),
    },
    scale: scaleOf(survey, language, (i) => places.link(i)),
    paint: paintFor(survey.look.accent),
  };
  const html = DOCTYPE + withComments(renderToStaticMarkup(h(Document, said)));
  const fill = {
    subject: places.filler(said.subject, (value) => value),
    html: places.filler(html, escapeHtml),
    text: places.filler(plainText(said), (value) => value),
  };
  return {
    language,
    fill: (to) => ({ subject: fill.subject(to), html: fill.html(to), text: fill.text(to) }),
  };
}

/** What the scale is drawn from. @throws TypeError for a survey without a metric */
export function scaleOf(
  survey: Definition,
  language: string,
  href: (index: number) => string,
): ScaleProps {
  const ask = askFor(survey, language);
  const question = primaryQuestion(survey);
  const asked = ask.questions.find((q): q is AskedScore => q.id === question?.id);
  if (!asked) throw new TypeError("the survey has no score to click");
  return {
    asked: plainly(asked),
    hrefs: Array.from({ length: asked.max - asked.min + 1 }, (_, i) => href(i)),
    words: mailWords(ask.lang),
    paint: paintFor(survey.look.accent).light,
    rtl: ask.rtl === true,
  };
}

/** All words of a question, clean. */
function plainly(asked: AskedScore): AskedScore {
  return {
    ...asked,
    text: clean(asked.text),
    ...(asked.low !== undefined && { low: clean(asked.low) }),
    ...(asked.high !== undefined && { high: clean(asked.high) }),
    ...(asked.labels && { labels: asked.labels.map(clean) }),
  };
}

/** Cut before it is too long, and never within `{{name}}`. */
function shortened(preview: string): string {
  if (preview.length <= LONGEST_PREVIEW) return preview;
  const cut = preview.slice(0, LONGEST_PREVIEW);
  const open = cut.lastIndexOf("{{");
  return open > cut.lastIndexOf("}}") ? cut.slice(0, open) : cut;
}
