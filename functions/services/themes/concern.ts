import type {
  Cursors,
  EditWrite,
  StoredEdit,
  StoredTheme,
  TextKey,
} from "../../db/repositories/themes.ts";
import { rootOf } from "./fit.ts";

/**
 * What an edit does to texts: mentions that move at once, so that the next page shows it, and texts
 * that are read again. Reading is a pure function of text, themes and log, so whatever moved at once
 * is right in the end, and what is undone comes back exactly.
 */
export type Concern = Pick<EditWrite, "move" | "texts" | "rereads">;

const NOTHING: Concern = { move: null, texts: [], rereads: [] };

/** @param text the one that an example is taken from */
export function concernOf(
  { kind, themeId, payload }: StoredEdit,
  stored: readonly StoredTheme[],
  text?: TextKey,
): Concern {
  switch (kind) {
    case "merge": {
      const into = String(payload["into"]);
      return {
        move: { from: themeId, into },
        ...ofThemes([themeId, into], stored),
      };
    }
    case "split":
      return { ...NOTHING, rereads: [{ kind: "theme", theme: themeId }] };
    case "rule":
      return { ...NOTHING, rereads: [wordsOf(String(payload["words"]))] };
    case "wrong": {
      const into = payload["to"] as string | null;
      return {
        ...NOTHING,
        ...(text && { move: { from: themeId, into, text }, texts: [text] }),
      };
    }
    default:
      return NOTHING;
  }
}

/** What taking an edit back does to texts. */
export function undoConcern(edit: StoredEdit, stored: readonly StoredTheme[]): Concern {
  const { kind, themeId, payload } = edit;
  switch (kind) {
    case "merge":
      return { ...NOTHING, ...ofThemes([themeId, rootOf(themeId, stored)], stored) };
    case "split": {
      const made = String(payload["made"]);
      const [source, now] = [rootOf(themeId, stored), rootOf(made, stored)];
      return {
        move: now === made ? { from: made, into: source } : null,
        ...ofThemes([source, now], stored),
      };
    }
    case "rule":
      return { ...NOTHING, rereads: [wordsOf(String(payload["words"]))] };
    case "wrong": {
      const example = payload["example"] as { verbatimId: string } | undefined;
      const cursors = payload["cursors"] as Cursors;
      if (!example) return NOTHING;
      return {
        ...NOTHING,
        texts: [keyOf(example.verbatimId)],
        rereads: [{ kind: "after", cursors }],
      };
    }
    case "archive":
      return {
        ...NOTHING,
        rereads: [{ kind: "after", cursors: payload["cursors"] as Cursors }],
      };
    case "refit":
      return { ...NOTHING, rereads: [{ kind: "after", cursors: {} }] };
    default:
      return NOTHING;
  }
}

/**
 * Texts that these themes and their sub-themes speak in, and those that their rules keep out of them
 * or let in: a rule acts on whatever is merged into its theme too.
 */
function ofThemes(
  ids: readonly string[],
  stored: readonly StoredTheme[],
): Pick<Concern, "texts" | "rereads"> {
  const children = stored.filter(({ parentId }) => parentId !== null && ids.includes(parentId));
  const all = [...new Set([...ids, ...children.map(({ id }) => id)])];
  const rules = stored.filter(({ id }) => ids.includes(id)).flatMap((theme) => theme.rules);
  return {
    texts: rules.flatMap((rule) => (rule.kind === "example" ? [keyOf(rule.verbatimId)] : [])),
    rereads: [
      ...all.map((theme) => ({ kind: "theme" as const, theme })),
      ...rules.map((rule) =>
        rule.kind === "words"
          ? wordsOf(rule.words)
          : { kind: "after" as const, cursors: rule.cursors },
      ),
    ],
  };
}

function keyOf(verbatim: string): TextKey {
  const [row = "", question = ""] = verbatim.split("/");
  return { row: Number(row), question };
}

/** Scripts that write words without spaces between them: the index holds whole sentences of them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Letters of a word's beginning that are looked up, and letters after them that endings may change. */
const [LEAST, MOST, ENDING] = [3, 5, 3];

/**
 * Texts that may hold the words of a rule. Rules compare stems, which differ by language; the index
 * holds words as written: beginnings that no ending changes find all of them, and some more.
 */
function wordsOf(words: string): Concern["rereads"][number] {
  if (UNSPACED.test(words)) return { kind: "after", cursors: {} };
  const plain = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const beginnings = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.slice(0, Math.max(LEAST, Math.min(MOST, word.length - ENDING))),
  );
  return beginnings.length === 0
    ? { kind: "after", cursors: {} }
    : { kind: "words", words: [...new Set(beginnings)] };
}
