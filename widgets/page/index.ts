import type { Answers, VoteReceipt } from "../../domain/wire/ingest.ts";
import { flush, post } from "../runtime/outbox.ts";
import { type Session, createSession } from "../runtime/session.ts";
import { pageStyles } from "../styles/page.ts";
import { h } from "../survey/dom.ts";
import { mount } from "../survey/mount.ts";
import { watchAttention } from "./attention.ts";
import type { HostedData, PageData, VoteData } from "./data.ts";
import { otherLinks } from "./memory.ts";
import { tellTimes } from "./times.ts";
import { type Trap, watchTrap } from "./trap.ts";
import { DWELL, type Fate, createVote } from "./vote.ts";

const main = document.querySelector("#verbatim");
const data = document.querySelector("#ask")?.textContent;
if (main && data) start(main, JSON.parse(data) as PageData);
tellTimes();

/** Puts the survey in the place of the plain form that the server rendered. */
function start(place: Element, page: PageData): void {
  const trap = place.querySelector(".trap");
  const trapped = watchTrap(trap);
  const status = h("p", { class: "saved", role: "status" });
  const say = (words: string | undefined): void => {
    if (words !== undefined) status.textContent = words;
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
        if (kept && page.kind === "hosted") say(page.saved);
        return kept ?? true;
      },
      start() {},
      close() {},
    },
    {
      mode: "page",
      words: { ...page.answers, ...(page.kind === "hosted" && page.attributes) },
      ...(page.answers && { answers: page.answers }),
      ...(page.kind === "hosted" && page.prefill && { prefill: page.prefill }),
    },
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyles);
  slot.querySelector("verbatim-survey")?.shadowRoot?.adoptedStyleSheets.push(sheet);
}

/** A hosted survey: the same outbox as on a customer's page. */
function hosted(page: PageData & HostedData, trapped: Trap): Session {
  const { ask, host, site, survey, v, person, attributes, link, submission } = page;
  let { rev } = page;
  const retry = () => void flush(host);
  retry();
  addEventListener("online", retry);
  return createSession(host, { site, survey, v, channel: "link", lang: ask.lang }, () => ({
    ...(person && { person }),
    ...(attributes && { attributes }),
    ...(link && { link }),
    // A single-use link says which response it is; what was begun before goes on with its revisions.
    ...(submission && { submission }),
    ...(rev !== undefined && { rev: rev++ }),
    hp: trapped.read().hp,
  }));
}

/**
 * A one-click page. The score of the link is not sent until somebody touches the page, or has had
 * it before them for a while.
 */
function oneClick(
  page: PageData & VoteData,
  trapped: Trap,
  say: (words: string | undefined) => void,
): Session {
  const { mail, slot, saved, confirm, refused } = page;
  const clicked: Answers = page.answers ?? {};
  const opened = Date.now();
  const others = otherLinks(mail, slot, opened);
  let said: [Answers, boolean] | undefined;
  const evidence = watchAttention(DWELL, () => {
    if (!said && Object.keys(clicked).length > 0) void commit(clicked, false);
  });
  const send = createVote(
    page.visit,
    () => ({ ...evidence(), ...trapped.read(), others }),
    async (vote) => fateOf(await post(location.pathname, JSON.stringify(vote))),
    (ms) => new Promise((done) => setTimeout(done, ms)),
    (fate) => say({ kept: saved, asked: confirm, refused, later: page.ask.ui.kept }[fate]),
  );
  const commit = (...now: [Answers, boolean]): Promise<Fate> => send(...(said = now));
  // What was voted before somebody went for what nobody sees was theirs too.
  trapped.onUse(() => said && void commit(...said));
  return async (answers, complete) => (await commit(answers, complete)) !== "later";
}

async function fateOf(reply: Response | undefined): Promise<Fate> {
  if (!reply || /408|429|5../.test(`${reply.status}`)) return "later";
  if (!reply.ok) return "refused";
  // A beacon's reply cannot be read.
  const receipt = (await reply.json().catch(() => undefined)) as VoteReceipt | undefined;
  return receipt?.taken === false ? "asked" : "kept";
}
