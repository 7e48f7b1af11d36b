import type { Definition } from "../../../domain/wire/survey.ts";
import { Field, TextArea } from "../../components/field.tsx";
import type { Draft } from "./use-draft.ts";
import { withWords, wordsIn } from "./words.ts";

/** What a respondent reads at the end. */
export function ThanksForm({
  draft: { definition, change },
  language,
}: {
  draft: Draft;
  language: string;
}) {
  const { thanks, language: own } = definition;
  const set = (next: Definition["thanks"]) => change({ ...definition, thanks: next });
  const { text: _, link: __, ...bare } = thanks;
  const keepText = thanks.text !== undefined && { text: thanks.text };
  const keepLink = thanks.link !== undefined && { link: thanks.link };
  const setLink = (words: NonNullable<Definition["thanks"]["link"]>["text"], url: string) => {
    const empty = url === "" && (words === "" || typeof words === "object");
    set({ ...bare, ...keepText, ...(!empty && { link: { text: words, url } }) });
  };
  return (
    <>
      <Field
        label="Title"
        value={wordsIn(thanks.title, language, own)}
        maxLength={500}
        onInput={(event) =>
          set({
            ...thanks,
            title: withWords(thanks.title, language, own, event.currentTarget.value),
          })
        }
      />
      <TextArea
        label="Text"
        rows={2}
        value={wordsIn(thanks.text, language, own)}
        maxLength={500}
        onInput={(event) => {
          const words = withWords(thanks.text, language, own, event.currentTarget.value);
          set({ ...bare, ...keepLink, ...(words !== "" && { text: words }) });
        }}
      />
      <div class="pair">
        <Field
          label="Words of a link"
          value={wordsIn(thanks.link?.text, language, own)}
          maxLength={500}
          onInput={(event) =>
            setLink(
              withWords(thanks.link?.text, language, own, event.currentTarget.value),
              thanks.link?.url ?? "",
            )
          }
        />
        <Field
          label="Address of the link"
          type="url"
          placeholder="https://"
          value={thanks.link?.url ?? ""}
          onInput={(event) => setLink(thanks.link?.text ?? "", event.currentTarget.value.trim())}
        />
      </div>
    </>
  );
}
