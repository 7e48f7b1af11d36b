import { Fragment } from "preact";
import type { Scale } from "../../domain/scores/scale.ts";
import type { Response } from "../../domain/wire/responses.ts";
import { useHref } from "../state/location.ts";
import { type Segment, segmentsOf } from "../words/segments.ts";
import { toneOf } from "../words/tones.ts";
import { Rating } from "./figures.tsx";
import { ThemeChip } from "./chip.tsx";

const CLASSES = { positive: "pos", negative: "neg", neutral: "" } as const;

/** A text with the themes found in it marked, and the words of a search. */
export function Marked({
  text,
  mentions,
  query = "",
}: {
  text: string;
  mentions: Response["mentions"];
  query?: string;
}) {
  return (
    <>
      {segmentsOf(text, mentions, query).map((segment, i) => (
        <Piece key={i} segment={segment} />
      ))}
    </>
  );
}

function Piece({ segment: { text, mention, hit } }: { segment: Segment }) {
  const inner = hit ? <mark class="hit">{text}</mark> : text;
  if (!mention) return <>{inner}</>;
  return (
    <mark class={CLASSES[mention.sentiment]} title={`${mention.label}, ${mention.sentiment}`}>
      {inner}
    </mark>
  );
}

/** Each theme of a response once, with what was felt about it. */
export function themesOf(mentions: Response["mentions"]): Response["mentions"] {
  const seen = new Set<string>();
  return mentions.filter(({ theme }) => !seen.has(theme) && seen.add(theme));
}

/** Short words in a row, each by itself: a direction mark in one turns no other around. */
function Facts({ facts }: { facts: readonly string[] }) {
  return (
    <small>
      {facts.map((fact, i) => (
        <Fragment key={i}>
          {i > 0 && " · "}
          <bdi>{fact}</bdi>
        </Fragment>
      ))}
    </small>
  );
}

/** What one person said: score, words, where it came from, themes. */
export function Quote({
  response,
  scale,
  facts,
  note,
  query = "",
  open,
  current = false,
  plain = false,
}: {
  response: Response;
  scale: Scale | undefined;
  /** Where and when, as short words. */
  facts: readonly string[];
  /** What there is to know about it here. */
  note?: string | undefined;
  query?: string;
  /** Address of the whole response. */
  open?: string;
  current?: boolean;
  /** Without the chips of themes. */
  plain?: boolean;
}) {
  const href = useHref();
  const texts = Object.entries(response.texts);
  const themes = plain ? [] : themesOf(response.mentions);
  return (
    <article class="quote" {...(current && { "aria-current": "true" as const })}>
      {response.score === null ? (
        <span />
      ) : (
        <Rating value={response.score} tone={toneOf(scale, response.score)} />
      )}
      <div class="said">
        {texts.length === 0 && <p class="quiet">No comment</p>}
        {texts.map(([question, text]) => (
          <blockquote
            key={question}
            dir="auto"
            {...(response.language && { lang: response.language })}
          >
            <Marked
              text={text}
              mentions={response.mentions.filter((m) => m.question === question)}
              query={query}
            />
          </blockquote>
        ))}
      </div>
      <footer>
        {note && <span class="why">{note}</span>}
        {open ? (
          <a class="facts-link" href={open}>
            <Facts facts={facts} />
          </a>
        ) : (
          <Facts facts={facts} />
        )}
        {themes.map(({ theme, label, sentiment }) => (
          <ThemeChip
            key={theme}
            label={label}
            sentiment={sentiment}
            href={href(`/app/themes/${theme}`, { survey: response.survey })}
          />
        ))}
      </footer>
    </article>
  );
}
