import type { Definition } from "../../../domain/wire/survey.ts";
import { LinkForm } from "./link-form.tsx";
import { sayer } from "./say.ts";
import type { Draft } from "./use-draft.ts";
import { WordingField } from "./wording-field.tsx";

/** What a respondent reads at the end. */
export function ThanksForm({
  draft: { definition, change },
  language,
}: {
  draft: Draft;
  language: string;
}) {
  const { thanks, questions, language: own } = definition;
  const say = sayer(language, own);
  const set = (next: Definition["thanks"]) => change({ ...definition, thanks: next });
  const common = { earlier: questions, questions, own };
  return (
    <>
      <WordingField
        label="Title"
        rows={1}
        value={say.get(thanks.title)}
        {...common}
        onText={(text) => set({ ...thanks, title: say.put(thanks.title, text) })}
      />
      <WordingField
        label="Text"
        value={say.get(thanks.text)}
        {...common}
        onText={(text) => {
          const { text: _, ...rest } = thanks;
          const words = say.put(thanks.text, text);
          set(words === "" ? rest : { ...rest, text: words });
        }}
      />
      <LinkForm
        link={thanks.link}
        say={say}
        set={(link) => {
          const { link: _, ...rest } = thanks;
          set(link ? { ...rest, link } : rest);
        }}
      />
    </>
  );
}
