import type { Consent, SegmentRules } from "../../../domain/wire/people.ts";
import { Check, Field, Select } from "../../components/field.tsx";
import { METRICS, languageName } from "../../words/names.ts";
import { LANGUAGES } from "../build/languages.ts";
import { FilterChip } from "../../components/chip.tsx";
import { BANDS, type BandMetric, ENDS } from "./segment-words.ts";
import { CONSENTS } from "./words.ts";

type Set = (part: Partial<{ [K in keyof SegmentRules]: SegmentRules[K] | undefined }>) => void;

/** Rules about mail, language, consent and past answers. */
export function OtherRules({ rules, set }: { rules: SegmentRules; set: Set }) {
  const { languages = [], consent = [], reachable, silentDays } = rules;
  return (
    <>
      <fieldset class="form rules-part">
        <legend class="label">Mail and language</legend>
        <Check
          label="Only who may get mail"
          hint="With an address, subscribed, consent not withdrawn. Sends leave the others out anyway."
          checked={reachable ?? false}
          onChange={(on) => set({ reachable: on || undefined })}
        />
        <Select
          label="Language"
          value=""
          options={[
            ["", languages.length === 0 ? "Any language" : "Add a language"],
            ...LANGUAGES.filter((tag) => !languages.includes(tag)).map(
              (tag) => [tag, languageName(tag)] as const,
            ),
          ]}
          onChange={(tag) => tag && set({ languages: [...languages, tag] })}
        />
        {languages.length > 0 && (
          <div class="chips">
            {languages.map((tag) => (
              <FilterChip
                key={tag}
                onRemove={() => {
                  const rest = languages.filter((one) => one !== tag);
                  set({ languages: rest.length > 0 ? rest : undefined });
                }}
              >
                {languageName(tag)}
              </FilterChip>
            ))}
          </div>
        )}
        <Select
          label="Consent"
          value={consent.join(" ")}
          options={[
            ["", "Any"],
            ["given", "Given"],
            ["given unknown", "Given or unknown"],
            ["unknown", "Unknown"],
            ["withdrawn", "Withdrawn"],
            ...unusual(consent),
          ]}
          onChange={(value) =>
            set({ consent: value === "" ? undefined : (value.split(" ") as Consent[]) })
          }
        />
      </fieldset>
      <fieldset class="form rules-part">
        <legend class="label">Past answers</legend>
        <Scored rules={rules} set={set} />
        <Field
          label="No answer to anything in so many days"
          inputMode="numeric"
          autoComplete="off"
          placeholder="Does not matter"
          value={silentDays === undefined ? "" : String(silentDays)}
          onInput={(event) => {
            const text = event.currentTarget.value.replaceAll(/\D/gu, "").slice(0, 4);
            const days = Number(text);
            set({ silentDays: text === "" ? undefined : Math.min(3650, Math.max(1, days)) });
          }}
        />
      </fieldset>
    </>
  );
}

const USUAL = new Set(["", "given", "given unknown", "unknown", "withdrawn"]);

/** A set of consents that was made by the API and is none of the usual ones. */
function unusual(consent: readonly Consent[]): (readonly [string, string])[] {
  const key = consent.join(" ");
  return USUAL.has(key) ? [] : [[key, consent.map((one) => CONSENTS[one]).join(" or ")]];
}

/** The band in which the newest answer lies: a group by name, or any ends. */
function Scored({ rules: { scored }, set }: { rules: SegmentRules; set: Set }) {
  const metric: BandMetric | "" = scored?.metric ?? "";
  const choose = (next: BandMetric) => {
    const [, min, max] = BANDS[next][0];
    set({ scored: { metric: next, min, max } });
  };
  const put = (part: { min?: number; max?: number }) =>
    scored && set({ scored: { ...scored, ...part } });
  const ends = scored ? ENDS[scored.metric] : ENDS.nps;
  const steps = Array.from({ length: ends[1] - ends[0] + 1 }, (_, i) => String(ends[0] + i));
  return (
    <div class="scored">
      <Select
        label="Newest counted answer"
        value={metric}
        options={[
          ["", "Does not matter"],
          ...(Object.keys(BANDS) as BandMetric[]).map(
            (one) => [one, `To a survey with ${METRICS[one]}`] as const,
          ),
        ]}
        onChange={(next) => (next ? choose(next as BandMetric) : set({ scored: undefined }))}
      />
      {scored && (
        <>
          <Select
            label="Lowest"
            value={String(scored.min)}
            options={steps.map((step) => [step, step] as const)}
            onChange={(min) => put({ min: Number(min), max: Math.max(Number(min), scored.max) })}
          />
          <Select
            label="Highest"
            value={String(scored.max)}
            options={steps.map((step) => [step, step] as const)}
            onChange={(max) => put({ max: Number(max), min: Math.min(Number(max), scored.min) })}
          />
          <div class="chips" role="group" aria-label="Groups of this scale">
            {BANDS[scored.metric].map(([words, min, max]) => (
              <button
                key={words}
                type="button"
                class={`chip ${scored.min === min && scored.max === max ? "filter" : ""}`}
                aria-pressed={scored.min === min && scored.max === max}
                onClick={() => put({ min, max })}
              >
                {words}
              </button>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
