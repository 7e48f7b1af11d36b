import type {
  ErasuresRepository,
  PrunedEntry,
  PrunedTheme,
} from "../../db/repositories/erasures.ts";
import type { Removable } from "../../db/repositories/removal.ts";
import type { StoredFacet, StoredTheme, ThemesRepository } from "../../db/repositories/themes.ts";

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
  const { supported, ids } = support(deps, rows);
  const pruned = await Promise.all(
    (await deps.themes.named(workspace)).map((theme) => prunedTheme(theme, ids, supported)),
  );
  return pruned.filter((theme) => theme !== undefined);
}

/** Entries of the log that hold facets, which re-fits leave there, without what only these responses said. */
export async function prunedEntries(
  deps: Deps,
  workspace: string,
  rows: readonly Removable[],
): Promise<PrunedEntry[]> {
  const { supported } = support(deps, rows);
  const log = await deps.themes.entries(workspace, "refit");
  const pruned = await Promise.all(
    log.map(async ({ id, payload }) => {
      const facets = (payload["facets"] ?? {}) as Record<string, StoredFacet[]>;
      const kept = await Promise.all(
        Object.entries(facets).map(
          async ([theme, own]) => [theme, await prunedFacets(own, supported)] as const,
        ),
      );
      const changed = kept.some(([theme, own]) => shorter(own, facets[theme] ?? []));
      return changed ? [{ id, payload: { ...payload, facets: Object.fromEntries(kept) } }] : [];
    }),
  );
  return pruned.flat();
}

type Supported = (survey: string, word: string) => Promise<boolean>;

/** Whether someone else still says a word; true for what these responses never said. */
function support(
  deps: Deps,
  rows: readonly Removable[],
): { supported: Supported; ids: Set<number> } {
  const words = wordsOf(rows);
  const ids = new Set(rows.map(({ row }) => row));
  const known = new Map<string, Promise<boolean>>();
  const supported: Supported = (survey, word) => {
    const beginning = plain(word).slice(0, STEM);
    if (beginning === "" || !words.has(beginning)) return Promise.resolve(true);
    const key = `${survey} ${beginning}`;
    const said = known.get(key) ?? deps.erasures.isSaid(survey, beginning, [...ids]);
    known.set(key, said);
    return said;
  };
  return { supported, ids };
}

async function prunedTheme(
  { id, label, pinned, model }: StoredTheme,
  rows: ReadonlySet<number>,
  supported: Supported,
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
  const isGone = (place: string) => rows.has(Number(place.split("/")[0]));
  const exemplars = (model.exemplars ?? []).filter((one) => !isGone(one));
  const quotes = model.quotes?.filter((one) => !isGone(one));
  // What a curator split off by erased quotes alone goes; by others too, it is made anew from those.
  if (quotes?.length === 0) return { id, model: null };
  const anew = quotes !== undefined && quotes.length < (model.quotes?.length ?? 0);
  const facets = anew
    ? (model.facets ?? []).map((facet) => ({ ...facet, centroid: "", threshold: 1, terms: [] }))
    : await prunedFacets(model.facets ?? [], supported);
  const fitted = model.fitted && (await prunedFacets(model.fitted, supported));
  const changed =
    anew ||
    exemplars.length !== model.exemplars?.length ||
    shorter(facets, model.facets ?? []) ||
    shorter(fitted ?? [], model.fitted ?? []);
  return changed
    ? {
        id,
        model: {
          ...model,
          exemplars,
          facets,
          ...(fitted && { fitted }),
          ...(quotes && { quotes }),
          ...(anew && { rebuild: true }),
        },
      }
    : undefined;
}

async function prunedFacets(
  facets: readonly StoredFacet[],
  supported: Supported,
): Promise<StoredFacet[]> {
  return Promise.all(
    facets.map(async (facet) => {
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
}

function shorter(now: readonly StoredFacet[], before: readonly StoredFacet[]): boolean {
  return now.some(({ terms }, i) => terms.length !== before[i]?.terms.length);
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
