import { html } from "hono/html";
import { pipe } from "../../domain/survey/flow.ts";
import { pageWordsFor } from "../../domain/survey/page-words.ts";
import type { AppContext } from "../http/app-env.ts";
import { plainForm, thanksOf } from "../http/form.ts";
import { renderPage } from "../http/page.ts";
import { pageUrl } from "../services/share/shape.ts";
import { type Visited, refusal, visit } from "./visit.ts";

/**
 * GET /s/SLUG, /s/CODE, /s/TOKEN: the survey as a page of its own, by the same script as the widget.
 * It writes nothing, whoever opens it: what a link fills in is sent only by who reads the page.
 */
export async function surveyPage(c: AppContext): Promise<Response> {
  const visited = await visit(c);
  if (visited instanceof Response) return visited;
  const refused = refusal(c, visited);
  if (refused) return refused;
  const { ctx, settings } = c.var;
  const { survey, ask, filled, frame, languages, path, link, single } = visited;
  const title = titleOf(visited);
  return renderPage(c, {
    ...frame,
    title,
    rtl: ask.rtl,
    languages,
    // A link for one person is no card for many.
    ...(!single && { card: { title, url: pageUrl(settings, link ?? survey.slug) } }),
    main: plainForm(
      ask,
      path,
      { submission: single?.submission ?? ctx.newId() },
      filled.answers,
      undefined,
      filled.attributes,
    ),
    data: {
      kind: "hosted",
      host: new URL(settings.PUBLIC_ORIGIN).origin,
      site: survey.site,
      survey: survey.id,
      v: survey.version,
      ask,
      saved: pageWordsFor(ask.lang).kept,
      ...(Object.keys(filled.answers).length > 0 && { prefill: filled.answers }),
      ...(Object.keys(filled.attributes).length > 0 && { attributes: filled.attributes }),
      ...(link !== undefined && { link }),
      ...(single && { submission: single.submission, rev: single.rev }),
    },
  });
}

/** The page after a form without script. */
export function thanksPage(c: AppContext, { ask, frame, filled }: Visited): Promise<Response> {
  return renderPage(c, {
    ...frame,
    title: pipe(ask.thanks.title, filled.attributes),
    rtl: ask.rtl,
    main: html`<section>${thanksOf(ask, filled.attributes)}</section>`,
  });
}

/** What is asked first: the name of a survey is its team's own. */
function titleOf({ ask, filled, survey }: Visited): string {
  return pipe(ask.questions[0]?.text ?? survey.siteName, filled.attributes);
}
