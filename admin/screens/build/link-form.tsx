import type { Definition } from "../../../domain/wire/survey.ts";
import { Field } from "../../components/field.tsx";
import type { Say } from "./say.ts";

type Link = NonNullable<Definition["thanks"]["link"]>;

/** The words and the address of a link; both empty is no link. */
export function LinkForm({
  link,
  say,
  set,
}: {
  link: Link | undefined;
  say: Say;
  set: (link: Link | undefined) => void;
}) {
  const change = (text: Link["text"], url: string) =>
    set(url === "" && (text === "" || typeof text === "object") ? undefined : { text, url });
  return (
    <div class="pair">
      <Field
        label="Words of a link"
        value={say.get(link?.text)}
        maxLength={500}
        onInput={(event) => change(say.put(link?.text, event.currentTarget.value), link?.url ?? "")}
      />
      <Field
        label="Address of the link"
        type="url"
        placeholder="https://"
        value={link?.url ?? ""}
        onInput={(event) => change(link?.text ?? "", event.currentTarget.value.trim())}
      />
    </div>
  );
}
