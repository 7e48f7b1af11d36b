import { Trash2 } from "lucide";
import { useState } from "preact/hooks";
import { frameFor, isRightToLeft } from "../../../domain/survey/frame.ts";
import { languagesOf } from "../../../domain/survey/ask.ts";
import { Button } from "../../components/button.tsx";
import { Field, Select, TextArea } from "../../components/field.tsx";
import { useQuery } from "../../state/location.ts";
import { toast } from "../../state/toasts.ts";
import { plural } from "../../words/format.ts";
import { languageName } from "../../words/names.ts";
import { LANGUAGES } from "./languages.ts";
import { Stage } from "./stage.tsx";
import type { Draft } from "./use-draft.ts";
import {
  missingIn,
  translate,
  translatedInto,
  withOwnLanguage,
  withoutLanguage,
  wordingsOf,
} from "./wordings.ts";
import { plainWords, wordsIn } from "./words.ts";

const LONG = 80;

/** Whether the widget's own buttons speak a language too. */
const hasButtons = (tag: string) => tag.startsWith("en") || frameFor(tag) !== frameFor("en");

/** The languages of a survey and their words, beside the words they translate. */
export function LanguagesTab({ draft: { definition, change } }: { draft: Draft }) {
  const [query, setQuery] = useQuery();
  const [added, setAdded] = useState<readonly string[]>([]);
  const own = definition.language;
  const all = [...new Set([...translatedInto(definition), ...added])];
  const current =
    all.find((tag) => tag === query["language"]) ?? all.find((tag) => tag !== own) ?? own;
  const choose = (tag: string) => setQuery({ language: tag });
  const complete = all.filter((tag) => missingIn(definition, tag) === 0);
  const remove = () => {
    const before = definition;
    setAdded(added.filter((tag) => tag !== current));
    change(withoutLanguage(definition, current));
    setQuery({ language: undefined });
    toast(`${languageName(current)} is removed.`, async () => change(before));
  };
  return (
    <div class="builder">
      <section class="languages" aria-label="Languages">
        <h2 class="label">Languages</h2>
        <ol class="steps">
          {all.map((tag) => (
            <li key={tag}>
              <button
                type="button"
                {...(tag === current && { "aria-current": "true" as const })}
                onClick={() => choose(tag)}
              >
                <span>{languageName(tag)}</span>
                <small>
                  {tag === own ? "The survey’s own" : stateWords(missingIn(definition, tag))}
                </small>
              </button>
            </li>
          ))}
        </ol>
        <Select
          label="Add a language"
          value=""
          options={[
            ["", "Choose one"],
            ...LANGUAGES.filter((tag) => !all.includes(tag)).map(
              (tag) => [tag, languageName(tag)] as const,
            ),
          ]}
          onChange={(tag) => {
            if (tag === "") return;
            setAdded([...added, tag]);
            choose(tag);
          }}
        />
        {complete.length > 1 && (
          <Select
            label="The survey’s own language"
            value={own}
            options={complete.map((tag) => [tag, languageName(tag)] as const)}
            hint="Shown to everybody whose language is not here, and where a translation is missing."
            onChange={(tag) => change(withOwnLanguage(definition, tag))}
          />
        )}
      </section>
      <section class="form" aria-labelledby="language-head">
        <div class="head">
          <h2 id="language-head">{languageName(current)}</h2>
          <small>
            {current === own ? "The survey’s own" : stateWords(missingIn(definition, current))}
          </small>
          {current !== own && (
            <div class="end">
              <Button kind="bare" icon={Trash2} onClick={remove}>
                Remove
              </Button>
            </div>
          )}
        </div>
        <p class="lede">
          The widget takes the language of the visitor’s browser or of your page.
          {!hasButtons(current) &&
            ` Its own buttons are in English, since it does not speak ${languageName(current)} yet.`}
        </p>
        {wordingsOf(definition).map(({ where, words }) => {
          const said = wordsIn(words, own, own);
          const common = {
            label: where,
            value: wordsIn(words, current, own),
            maxLength: 500,
            lang: current,
            dir: isRightToLeft(current) ? ("rtl" as const) : ("ltr" as const),
            ...(current !== own && {
              hint: plainWords(said, definition.questions),
              placeholder: "Missing: the words below are shown",
            }),
          };
          const put = (text: string) => change(translate(definition, where, current, text));
          return said.length > LONG ? (
            <TextArea
              key={where}
              {...common}
              rows={2}
              onInput={(event) => put(event.currentTarget.value)}
            />
          ) : (
            <Field key={where} {...common} onInput={(event) => put(event.currentTarget.value)} />
          );
        })}
      </section>
      <Stage
        definition={definition}
        step={undefined}
        language={languagesOf(definition).includes(current) ? current : own}
        onLanguage={choose}
      />
    </div>
  );
}

/** "Complete" or how much is not translated. */
const stateWords = (missing: number) =>
  missing === 0 ? "Complete" : `${plural(missing, "text")} missing`;
