import type { Exchange } from "../browser/support/edge.ts";
import { readPage } from "../support/page.ts";
import type { Mail, World } from "./world.ts";

/** Marks the requests of a browser that runs scripts, for the naive policies alone. */
export const SCRIPT_HEADER = "x-zoo-script";

/** One request to a link of a mail: when after the hand-over, to which slot, by whom, with what. */
export type Step = {
  after: number;
  method: string;
  slot: number;
  address: string;
  agent: string;
  /** Its browser runs scripts. */
  script: boolean;
  type: string | null;
  /** The visit that a page was given, and that a post names. */
  visit: string | undefined;
  body: string;
  /** What its page was told of it. */
  taken: boolean | undefined;
};

/** What was sent to a mail's links, so that it can be sent to another's. */
export function stepsOf(mail: Mail, exchanges: readonly Exchange[]): Step[] {
  const slots = new Map([...mail.links].map(([slot, path]) => [path, slot]));
  return exchanges.map(({ at, method, path, headers, body, text }) => ({
    after: at - mail.sentAt,
    method,
    slot: slots.get(path) ?? -1,
    address: headers.get("cf-connecting-ip") ?? "",
    agent: headers.get("user-agent") ?? "",
    script: headers.has(SCRIPT_HEADER),
    type: headers.get("content-type"),
    body,
    visit:
      method === "POST"
        ? visitIn(body, headers.get("content-type"))
        : readPage<{ visit: string }>(text).data.visit,
    taken: method === "POST" ? takenIn(text) : undefined,
  }));
}

export type Again = {
  /** When it begins, ms UTC; when left out, it keeps its distance to the hand-over. */
  from?: number;
  /** Everybody has one address and one agent. */
  shared?: boolean;
  /** The browser says that it is driven. */
  driven?: boolean;
  /** Confirms where a page asks to that had not asked before. */
  person?: boolean;
};

/**
 * Sends the same requests to another mail's links, at the same distances.
 * @returns whether somebody had to confirm who had not before
 */
export async function replay(
  world: World,
  mail: Mail,
  steps: readonly Step[],
  { from, person, ...how }: Again,
): Promise<boolean> {
  const visits = new Map<string, string>();
  const begin = from ?? mail.sentAt + (steps[0]?.after ?? 0);
  let asked = false;
  for (const [i, step] of steps.entries()) {
    const at = begin + step.after - (steps[0]?.after ?? 0);
    if (at > world.now) await world.wait(at - world.now);
    const reply = await send(world, mail, step, how, visits);
    const text = await reply.text();
    if (step.method !== "POST") {
      const { visit } = readPage<{ visit: string }>(text).data;
      if (step.visit && visit) visits.set(step.visit, visit);
      continue;
    }
    const goesOn = steps.slice(i + 1).some((next) => next.visit === step.visit);
    if (!person || step.taken !== true || goesOn || takenIn(text) !== false) continue;
    const vote = JSON.parse(step.body) as { rev: number; evidence: object };
    const evidence = { ...vote.evidence, touched: true };
    await world.wait(2000);
    const body = JSON.stringify({ ...vote, rev: vote.rev + 1, evidence });
    await send(world, mail, { ...step, body }, how, visits);
    asked = true;
  }
  await world.edge.app.settled();
  return asked;
}

function send(
  world: World,
  mail: Mail,
  { method, slot, address, agent, script, type, visit, body }: Step,
  { shared, driven }: Again,
  visits: ReadonlyMap<string, string>,
): Promise<Response> {
  const own = visit ? body.replace(visit, visits.get(visit) ?? "") : body;
  return fetch(`${world.edge.url}${mail.links.get(slot) ?? "/"}`, {
    method,
    headers: {
      "cf-connecting-ip": shared ? "10.255.0.1" : address,
      "user-agent": shared ? "Mozilla/5.0 (Windows NT 10.0; Win64; x64)" : agent,
      ...(script && { [SCRIPT_HEADER]: "1" }),
      ...(type !== null && { "content-type": type }),
    },
    ...(method === "POST" && {
      body: driven ? own.replace('"webdriver":false', '"webdriver":true') : own,
    }),
  });
}

/** What a vote's receipt says; undefined of a page. */
function takenIn(text: string): boolean | undefined {
  return text.startsWith("{") ? (JSON.parse(text) as { taken?: boolean }).taken : undefined;
}

function visitIn(body: string, type: string | null): string | undefined {
  return type?.startsWith("application/x-www-form-urlencoded")
    ? (new URLSearchParams(body).get("visit") ?? undefined)
    : (JSON.parse(body) as { visit?: string }).visit;
}
