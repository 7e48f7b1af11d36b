import { DAY_MS } from "../../domain/time/days.ts";
import { deliverDue } from "../../functions/services/outbox/deliver.ts";
import { indexTexts } from "../../functions/services/search/index-texts.ts";
import { expireErasures } from "../../functions/services/upkeep/expire.ts";
import { expireQuarantine } from "../../functions/services/upkeep/quarantine.ts";
import { startReceiver } from "../../tests/support/receiver.ts";
import { type Counted, beyond, counted, cpuOf, each, written } from "./meter.ts";
import { type Shop, attributes, openShop } from "./shop.ts";

const TEXT = {
  q1: 9,
  q2: "Delivery took two days longer than promised, but the courier was friendly",
};
/** Texts that a minute job finds where a million responses a month come in. */
const TEXTS_A_MINUTE = 8;
const BATCH = 20;
/** Receivers hear of an answer that is not complete half an hour later. */
const INCOMPLETE_WAITS = 31 * 60_000;
/** As long as the hash of what was dropped stays, and a day. */
const LATER = 91 * DAY_MS;

/** What a response writes and reads by its shape, and what its jobs do for it later. */
export async function countResponses() {
  const receiver = await startReceiver();
  const shop = await openShop({ WEBHOOK_ALLOW: receiver.origin });
  try {
    const { app, body, post } = shop;
    /** A response like those before: nothing of it is new, and the isolate knows the survey. */
    const like = async (more: object) => {
      await post(body(more));
      await post(body(more));
      return counted(app, () => post(body(more)));
    };
    const score = await like({});
    const text = await like({ answers: TEXT });
    const person = await like({ person: { id: "cust-1" } });
    return {
      score,
      "score, 3 attributes": await like(attributes(3)),
      "score, 8 attributes": await like(attributes(8)),
      "open text, on top": beyond(score, text),
      "text indexed": await indexing(shop),
      "known person, on top": beyond(score, person),
      "amendment that completes": await amendment(shop, { q1: 9 }),
      "amendment with text": await amendment(shop, TEXT),
      ...(await quarantine(shop)),
      ...(await webhook(shop, receiver.origin)),
      "tag and survey read anew": await configuration(shop),
      "shown, started or dismissed": await seen(shop),
    };
  } finally {
    await shop.app.close();
    await receiver.close();
  }
}

async function amendment({ app, body, post }: Shop, answers: object): Promise<Counted> {
  const first = body(attributes(3));
  await post(first);
  return counted(app, () => post({ ...first, rev: 1, answers, complete: true }));
}

async function indexing({ app, body, post, job }: Shop): Promise<Counted> {
  await indexTexts(job().deps);
  for (let i = 0; i < TEXTS_A_MINUTE; i++) await post(body({ answers: TEXT }));
  return each(TEXTS_A_MINUTE, await written(app, () => indexTexts(job().deps)));
}

async function quarantine({ app, body, post, job, clock }: Shop) {
  const bot = () => post(body({ ...attributes(3), hp: "x" }));
  await bot();
  const stored = await counted(app, bot);
  for (let i = 2; i < BATCH; i++) await bot();
  const now = clock.now;
  const dropped = await written(app, () => {
    const { ctx, deps } = job();
    return expireQuarantine(ctx, deps, 0);
  });
  clock.now += LATER;
  const { ctx, deps } = job();
  const forgotten = await written(app, () => expireErasures(ctx, deps));
  clock.now = now;
  return {
    "response set aside": stored,
    "dropped from the tray": each(BATCH, dropped),
    "its hash dropped": each(BATCH, forgotten),
  };
}

async function webhook(shop: Shop, receiver: string) {
  const { app, home, body, post, job, clock } = shop;
  const bare = await counted(app, () => post(body()));
  const finished = await amendment(shop, { q1: 9 });
  await app.run("insert into webhooks (workspace_id, id, url, created_at) values (?, 'w', ?, 0)", [
    home.workspace,
    `${receiver}/hook`,
  ]);
  const told = await counted(app, () => post(body()));
  const completed = await amendment(shop, { q1: 9 });
  for (let i = 2; i < BATCH; i++) await post(body());
  clock.now += INCOMPLETE_WAITS;
  const delivered = await written(app, () => {
    const { ctx, deps } = job();
    return deliverDue(ctx, deps);
  });
  await app.run("delete from webhooks");
  return {
    "outbox entry of a webhook": beyond(bare, told),
    "outbox entry, answer completed": beyond(finished, completed),
    "entry delivered": each(BATCH, delivered),
  };
}

/** What an isolate reads of a survey and a site at most every 15 s, and writes of a tag once a minute. */
async function configuration(shop: Shop): Promise<Counted> {
  const { app, clock, body, post } = shop;
  const both = async () => {
    await fetchTag(shop);
    await post(body());
  };
  await both();
  const warm = await counted(app, both);
  clock.now += 61_000;
  return beyond(warm, await counted(app, both));
}

async function seen({ app, home, survey }: Shop): Promise<Counted> {
  const look = async () => {
    const events = [{ survey: survey.id, channel: "widget", what: "shown" }];
    const reply = await app.post("/v1/seen", { wire: 1, site: home.site, events });
    if (!reply.ok) throw new Error(`a sight was answered with ${reply.status}`);
  };
  await look();
  return counted(app, look);
}

async function fetchTag({ app, home }: Shop): Promise<void> {
  const reply = await app.request(`/v1/${home.site}.js`);
  if (!reply.ok) throw new Error(`the tag was answered with ${reply.status}`);
  await reply.text();
}

const FETCHES = 500;

/** CPU milliseconds of one fetch of the site's script, by an isolate that knows the site. */
export async function tagCpu(): Promise<number> {
  const shop = await openShop();
  try {
    const many = async () => {
      for (let n = 0; n < FETCHES; n++) await fetchTag(shop);
    };
    return (await cpuOf(many, 2)) / FETCHES;
  } finally {
    await shop.app.close();
  }
}
