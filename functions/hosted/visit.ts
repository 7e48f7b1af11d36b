import { html } from "hono/html";
import { mayLeadAway } from "../../domain/links/away.ts";
import { askFor, languageFor, languagesOf } from "../../domain/survey/ask.ts";
import { type Filled, bothPrefills, filled, prefillFrom } from "../../domain/survey/prefill.ts";
import { momentIn } from "../../domain/time/told.ts";
import type { Ask } from "../../domain/wire/site-config.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { AppError } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { type Page, type PageFrame, closedPage, messagePage, wordsOf } from "../http/page.ts";
import { languagesOfBrowser } from "../http/visitor.ts";
import { type OpenPage, openPage } from "../services/share/open.ts";

/** A hosted survey as this visitor gets it: in which language, with what filled in, in which look. */
export type Visited = Omit<OpenPage, "prefill"> & {
  ask: Ask;
  filled: Filled;
  frame: PageFrame;
  languages: Page["languages"];
  /** Its own address with what was asked for and is known, and no more of the query. */
  path: string;
};

/** Opens a hosted page, or says in a page why there is none. */
export async function visit(c: AppContext): Promise<Visited | Response> {
  const { ctx, deps } = c.var;
  const key = c.req.param("slug") ?? "";
  const page = await openPage(ctx, deps, key);
  if (page.kind === "none") return messagePage(c, 404, ...wordsOf(c).none);
  if (page.kind === "bad") return messagePage(c, 400, ...wordsOf(c).badLink);
  const { prefill, survey } = page;
  const newest = survey.definitions[0];
  if (!newest) throw new AppError("not_found");
  const asked = prefillFrom(new URL(c.req.url).searchParams);
  const ask = leadingSafely(askFor(newest, spoken(c, newest, asked.language ?? prefill.language)));
  const query = (lang: string) =>
    new URLSearchParams({
      lang,
      ...asked.answers,
      ...Object.fromEntries(
        Object.entries(asked.attributes ?? {}).map(([name, value]) => [`attr.${name}`, value]),
      ),
    }).toString();
  const tags = languagesOf(newest);
  return {
    ...page,
    ask,
    filled: filled(newest.questions, bothPrefills(prefill, asked)),
    frame: { lang: ask.lang, from: survey.siteName, look: newest.look },
    languages:
      tags.length > 1
        ? tags.map((tag) => ({ tag, name: nameOf(tag), href: `/s/${key}?${query(tag)}` }))
        : undefined,
    path: `/s/${key}?${query(ask.lang)}`,
  };
}

/** Why this page takes no answer now; undefined when it does. */
export function refusal(c: AppContext, { survey, window, when, single, frame }: Visited) {
  const words = wordsOf(c, frame);
  if (survey.state !== "live") return closedPage(c, frame);
  if (single?.answered) return messagePage(c, 200, ...words.answered, frame);
  if (when === "before" && window.opensAt !== null) {
    const [title, text] = words.notYet;
    const [first, rest] = text.split("{when}");
    const at = window.opensAt;
    const told = momentIn(words.lang, at, survey.zone);
    // The page's script tells it by the reader's own clock.
    const opens = html`${first}<time datetime="${new Date(at).toISOString()}">${told}</time
      >${rest}`;
    return messagePage(c, 410, title, opens, frame);
  }
  if (when === "open") return undefined;
  return single ? messagePage(c, 410, ...words.expired, frame) : closedPage(c, frame);
}

/** What was asked for, else the first of the browser's languages that the survey has. */
function spoken(c: AppContext, definition: Definition, asked: string | undefined): string {
  const wanted = [...(asked ? [asked] : []), ...languagesOfBrowser(c)];
  const has = new Set(languagesOf(definition));
  for (const language of wanted) {
    const found = languageFor(definition, language);
    // A language that the survey lacks falls back to its own: the next wish may be met.
    if (has.has(found) && found.slice(0, 2) === language.slice(0, 2).toLowerCase()) return found;
  }
  return definition.language;
}

/** Links of the author's that may lead away; what was saved before that was checked is left out. */
function leadingSafely({ thanks: { link, ...thanks }, questions, ...ask }: Ask): Ask {
  return {
    ...ask,
    thanks: { ...thanks, ...(link && mayLeadAway(link.url) && { link }) },
    questions: questions.map((question) => {
      if (question.kind !== "message" || !question.link || mayLeadAway(question.link.url))
        return question;
      const { link: _, ...rest } = question;
      return rest;
    }),
  };
}

function nameOf(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  return name.slice(0, 1).toLocaleUpperCase(tag) + name.slice(1);
}
