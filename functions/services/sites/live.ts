import type {
  CollectRepository,
  LiveLink,
  LiveSite,
  LiveSurvey,
} from "../../db/repositories/collect.ts";

export type { LiveSite, LiveSurvey };

/**
 * Sites and surveys as the collect path last saw them, at most 15 s old (CONTRACTS, Closed). Only
 * plain values are kept between requests, never promises: those belong to one request's context.
 * Being stale is safe: the INSERT itself checks that the survey takes answers.
 */
const TTL_MS = 15_000;
const MAX_ENTRIES = 500;

type Deps = { collect: CollectRepository };
type Entry<T> = { at: number; value: T | undefined };
const sites = new Map<string, Entry<LiveSite>>();
const surveys = new Map<string, Entry<LiveSurvey>>();
const links = new Map<string, Entry<LiveLink>>();

/** A site by its public key, or undefined. */
export async function liveSite(
  now: number,
  { collect }: Deps,
  id: string,
): Promise<LiveSite | undefined> {
  return cached(sites, id, now, () => collect.site(id));
}

/**
 * A published survey by id or slug, or undefined.
 * @param version asks again when what is known is older than this published version
 */
export async function liveSurvey(
  now: number,
  { collect }: Deps,
  by: "id" | "slug",
  key: string,
  version = 0,
): Promise<LiveSurvey | undefined> {
  const load = () => collect.survey(by, key);
  const known = await cached(surveys, `${by}:${key}`, now, load);
  if (known && known.version >= version) return known;
  surveys.delete(`${by}:${key}`);
  return cached(surveys, `${by}:${key}`, now, load);
}

/** A link that was handed out, by its code, or undefined. */
export async function liveLink(
  now: number,
  { collect }: Deps,
  code: string,
): Promise<LiveLink | undefined> {
  return cached(links, code, now, () => collect.link(code));
}

/** Makes this isolate ask again, after a value of an attribute was seen for the first time. */
export function forgetSurvey(id: string): void {
  surveys.delete(`id:${id}`);
}

async function cached<T>(
  store: Map<string, Entry<T>>,
  key: string,
  now: number,
  load: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const known = store.get(key);
  if (known && now - known.at < TTL_MS && now >= known.at) return known.value;
  const value = await load();
  if (store.size >= MAX_ENTRIES) store.clear();
  store.set(key, { at: now, value });
  return value;
}
