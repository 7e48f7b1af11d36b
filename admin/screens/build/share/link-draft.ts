import { filled } from "../../../../domain/survey/prefill.ts";
import type { SaveShareLink, ShareLink } from "../../../../domain/wire/share.ts";
import type { Definition } from "../../../../domain/wire/survey.ts";

/** A link as its form holds it. */
export type LinkDraft = {
  name: string;
  /** By question, "" where nothing is filled in; options of several joined by commas. */
  answers: Record<string, string>;
  /** One attribute a line, "store = Berlin". */
  attributes: string;
  language: string;
  opensAt: number | null;
  closesAt: number | null;
};

export function draftOf(link?: ShareLink): LinkDraft {
  const { answers, attributes, language = "" } = link?.prefill ?? {};
  return {
    name: link?.name ?? "",
    answers: Object.fromEntries(
      Object.entries(answers ?? {}).map(([id, value]) => [id, String(value)]),
    ),
    attributes: Object.entries(attributes ?? {})
      .map(([name, value]) => `${name} = ${value}`)
      .join("\n"),
    language,
    opensAt: link?.opensAt ?? null,
    closesAt: link?.closesAt ?? null,
  };
}

export type LinkProblems = Partial<Record<"name" | "attributes" | "closesAt", string>>;

/** What of a draft cannot be saved, by field. */
export function problemsOf(draft: LinkDraft): LinkProblems {
  const { opensAt, closesAt } = draft;
  const lines = linesOf(draft.attributes);
  const bad = lines.find(({ name, value }) => !/^[a-z][a-z0-9_]{0,39}$/u.test(name) || !value);
  return {
    ...(draft.name.trim() === "" && { name: "Give it a name, so that you know it again." }),
    ...(bad && {
      attributes: `“${bad.line}” must be like “store = Berlin”: small letters, digits and _ before the sign.`,
    }),
    ...(opensAt !== null &&
      closesAt !== null &&
      opensAt >= closesAt && { closesAt: "This is not after it opens." }),
  };
}

/** What is sent; answers that a changed survey does not know any more are left out. */
export function savedOf(draft: LinkDraft, { questions }: Definition): SaveShareLink {
  const given = Object.fromEntries(
    Object.entries(draft.answers).filter(([, value]) => value !== ""),
  );
  const fits = filled(questions, { answers: given }).answers;
  const answers = Object.fromEntries(Object.entries(given).filter(([id]) => id in fits));
  const attributes = Object.fromEntries(
    linesOf(draft.attributes).map(({ name, value }) => [name, value]),
  );
  return {
    name: draft.name.trim(),
    prefill: {
      ...(Object.keys(answers).length > 0 && { answers }),
      ...(Object.keys(attributes).length > 0 && { attributes }),
      ...(draft.language && { language: draft.language }),
    },
    opensAt: draft.opensAt,
    closesAt: draft.closesAt,
  };
}

function linesOf(text: string): { line: string; name: string; value: string }[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [name = "", ...rest] = line.split("=");
      return { line, name: name.trim(), value: rest.join("=").trim().slice(0, 200) };
    });
}
