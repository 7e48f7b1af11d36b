import type { Answers } from "../../domain/wire/ingest.ts";
import { flush, post } from "../runtime/outbox.ts";
import { type Session, createSession } from "../runtime/session.ts";
import { pageStyles } from "../styles/page.ts";
import { h } from "../survey/dom.ts";
import { mount } from "../survey/mount.ts";
import { watchAttention } from "./attention.ts";
import type { PageData } from "./data.ts";
import { DWELL, createVote } from "./vote.ts";

type Trap = () => { hp: string };

const main = document.querySelector("#verbatim");
const data = document.querySelector("#ask")?.textContent;
if (main && data) start(main, JSON.parse(data) as PageData);

/** Puts the survey in the place of the plain form that the server rendered. */
function start(place: Element, page: PageData): void {
  const trap = place.querySelector(".trap");
  const field = trap?.querySelector("input");
  const trapped: Trap = () => ({ hp: field?.value ?? "" });
  const status = h("p", { class: "saved", role: "status" });
  const say = (kept: boolean | undefined): void => {
    if (kept && page.saved) status.textContent = page.saved;
  };
  const send = page.kind === "vote" ? oneClick(page, trapped, say) : hosted(page, trapped);
  const slot = h("div", {});
  place.replaceChildren(status, slot, ...(trap ? [trap] : []));
  mount(
    slot,
    page.ask,
    {
      async answer(answers, complete) {
        const kept = await send(answers, complete);
        say(kept);
        return kept ?? true;
      },
      start() {},
      close() {},
    },
    { mode: "page", words: { ...page.answers }, ...(page.answers && { answers: page.answers }) },
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyles);
  slot.querySelector("verbatim-survey")?.shadowRoot?.adoptedStyleSheets.push(sheet);
}

/** A hosted survey: the same outbox as on a customer's page. */
function hosted(page: PageData & { kind: "hosted" }, trapped: Trap): Session {
  const { ask, host, site, survey, v, person } = page;
  const retry = () => void flush(host);
  retry();
  addEventListener("online", retry);
  return createSession(host, { site, survey, v, channel: "link", lang: ask.lang }, () => ({
    ...(person && { person }),
    ...trapped(),
  }));
}

/**
 * A one-click page. The score of the link is not sent until somebody touches the page, or has had
 * it before them for a while.
 */
function oneClick(
  page: PageData & { kind: "vote" },
  trapped: Trap,
  say: (kept: boolean) => void,
): Session {
  const clicked: Answers = page.answers ?? {};
  let chosen = false;
  const evidence = watchAttention(DWELL, () => {
    if (!chosen && Object.keys(clicked).length > 0) void commit(clicked, false).then(say);
  });
  const commit = createVote(
    page.visit,
    () => ({ ...evidence(), ...trapped() }),
    async (vote) => {
      const reply = await post(location.pathname, JSON.stringify(vote));
      return !!reply && !/408|429|5../.test(`${reply.status}`);
    },
    (ms) => new Promise((done) => setTimeout(done, ms)),
  );
  return (answers, complete) => {
    chosen = true;
    return commit(answers, complete);
  };
}
