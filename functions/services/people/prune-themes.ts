import type { ErasuresRepository, PrunedTheme } from "../../db/repositories/erasures.ts";
import type { Removable } from "../../db/repositories/removal.ts";
import type { StoredTheme, ThemesRepository } from "../../db/repositories/themes.ts";

type Deps = { erasures: ErasuresRepository; themes: ThemesRepository };

/** Letters by which a word and its stem are taken for the same: endings differ after them. */
const STEM = 5;

/**
 * What erasing some responses does to themes, which outlive the texts that they were found in: a
 * term that no other text of its survey supports is dropped, no remaining mention can rest on it;
 * a theme whose name only these texts support goes as a whole. A curator's name stays.
 */
export async function prunedThemes(
  deps: Deps,
  workspace: string,
  rows: readonly Removable[],
): Promise<PrunedTheme[]> {
  const words = wordsOf(rows);
  const ids = new Set(rows.map(({ row }) => row));
  const known = new Map<string, Promise<boolean>>();
  /** Whether someone else still says it; true for what these texts never said. */
  const supported = (survey: string, word: string): Promise<boolean> => {
    const beginning = plain(word).slice(0, STEM);
    if (beginning === "" || !words.has(beginning)) return Promise.resolve(true);
    const key = `${survey} ${beginning}`;
    const said = known.get(key) ?? deps.erasures.isSaid(survey, beginning, [...ids]);
    known.set(key, said);
    return said;
  };
  const pruned = await Promise.all(
    (await deps.themes.all(workspace)).map((theme) => prunedTheme(theme, ids, supported)),
  );
  return pruned.filter((theme) => theme !== undefined);
}

async function prunedTheme(
  { id, label, pinned, model }: StoredTheme,
  rows: ReadonlySet<number>,
  supported: (survey: string, word: string) => Promise<boolean>,
): Promise<PrunedTheme | undefined> {
  const surveys = [...new Set((model.facets ?? []).map(({ surveyId }) => surveyId))];
  const carried = async (word: string) =>
    surveys.length === 0 ||
    (await Promise.all(surveys.map((survey) => supported(survey, word)))).some(Boolean);
  const all = async (test: readonly string[]) =>
    (await Promise.all(test.map(carried))).every(Boolean);
  // The engine's own name stays in the model beneath a curator's.
  if (!(await all(wordsIn(model.label ?? "")))) return { id, model: null };
  if (!pinned && !(await all(wordsIn(label)))) return { id, model: null };
  const exemplars = (model.exemplars ?? []).filter(
    (exemplar) => !rows.has(Number(exemplar.split("/")[0])),
  );
  const facets = await Promise.all(
    (model.facets ?? []).map(async (facet) => {
      const stands = await Promise.all(
        facet.terms.map(async ({ key }) =>
          (await Promise.all(partsOf(key).map((part) => supported(facet.surveyId, part)))).every(
            Boolean,
          ),
        ),
      );
      return { ...facet, terms: facet.terms.filter((_, i) => stands[i]) };
    }),
  );
  const changed =
    exemplars.length !== model.exemplars?.length ||
    facets.some(({ terms }, i) => terms.length !== model.facets[i]?.terms.length);
  return changed ? { id, model: { ...model, exemplars, facets } } : undefined;
}

/** Beginnings of all words in the responses' texts. A stem can be shorter than its word. */
function wordsOf(rows: readonly Removable[]): Set<string> {
  const texts = rows.flatMap(({ texts }) => Object.values(texts ?? {}));
  const lengths = Array.from({ length: STEM }, (_, i) => i + 1);
  return new Set(
    texts.flatMap(wordsIn).flatMap((word) => lengths.map((length) => word.slice(0, length))),
  );
}

function wordsIn(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Stems of a term; a word family (`~delay`) is the product's own word. */
function partsOf(key: string): string[] {
  return key.split("+").filter((part) => !part.startsWith("~"));
}

/** As the full-text index folds it. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
