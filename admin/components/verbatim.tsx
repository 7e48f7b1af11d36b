import { type ComponentChildren, Fragment } from "preact";
import { useState } from "preact/hooks";
import type { Scale } from "../../domain/scores/scale.ts";
import type { Quote } from "../../domain/wire/themes.ts";
import { useHref } from "../state/location.ts";
import { me } from "../state/me.ts";
import { ago, moment } from "../words/dates.ts";
import { signed } from "../words/format.ts";
import { languageName, valueName } from "../words/names.ts";
import { piecesOf, windowOf } from "../words/pieces.ts";
import { toneOf } from "../words/tones.ts";
import { Rating } from "./figures.tsx";

const FEELINGS = {
  "1": { tone: "pos", word: "positive" },
  "0": { tone: "", word: "neutral" },
  "-1": { tone: "neg", word: "negative" },
} as const;

/**
 * One verbatim in the light of a theme or a search: score, words with those that caused it marked,
 * sentiment, when and where it was said. A long one is folded around its clause.
 */
export function Verbatim({
  quote,
  scale,
  open,
  current = false,
  note,
  children,
}: {
  quote: Quote;
  scale: Scale | undefined;
  /** Address of the whole response. */
  open: string;
  current?: boolean;
  /** What there is to know about it here. */
  note?: string | undefined;
  /** What can be done with it. */
  children?: ComponentChildren;
}) {
  const href = useHref();
  const { zone } = me.value.workspace;
  const { score, sentiment, mood, language, person, at } = quote;
  const feeling = FEELINGS[sentiment];
  const place = [
    valueName("channel", quote.channel),
    ...(language && !language.startsWith("en") ? [languageName(language)] : []),
  ];
  return (
    <article class="quote verbatim" {...(current && { "aria-current": "true" as const })}>
      {score === null ? <span /> : <Rating value={score} tone={toneOf(scale, score)} />}
      <Words quote={quote} tone={feeling.tone} />
      <footer>
        {note && <span class="why">{note}</span>}
        <span class={`feeling ${feeling.tone}`} title={`Sentiment ${signed(mood)} of ±100`}>
          {feeling.word}
        </span>
        <a class="facts-link" href={open}>
          <small>
            <time dateTime={new Date(at).toISOString()} title={moment(at, zone)}>
              {ago(at, zone, Date.now())}
            </time>
            {place.map((fact) => (
              <Fragment key={fact}>
                {" · "}
                <bdi>{fact}</bdi>
              </Fragment>
            ))}
          </small>
        </a>
        {person && (
          <a class="said-by" href={href(`/app/people/${person.id}`)}>
            <bdi>{person.name}</bdi>
          </a>
        )}
        {children && <span class="end">{children}</span>}
      </footer>
    </article>
  );
}

function Words({ quote, tone }: { quote: Quote; tone: string }) {
  const { text, clause, marks, language } = quote;
  const [whole, setWhole] = useState(false);
  const all = { start: 0, end: text.length };
  const part = windowOf(text, clause ?? marks[0] ?? null);
  const folded = part.start > 0 || part.end < text.length;
  const shown = whole ? all : part;
  return (
    <div class="said">
      <blockquote dir="auto" {...(language && { lang: language })}>
        {shown.start > 0 && "… "}
        {piecesOf(text, clause, marks, shown).map((piece, i) =>
          piece.mark ? (
            <mark key={i} class={tone}>
              {piece.text}
            </mark>
          ) : piece.clause ? (
            <span key={i} class={`clause ${tone}`}>
              {piece.text}
            </span>
          ) : (
            piece.text
          ),
        )}
        {shown.end < text.length && " …"}
      </blockquote>
      {folded && (
        <button
          type="button"
          class="linklike unfold"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? "Show less" : "Show all of it"}
        </button>
      )}
    </div>
  );
}
