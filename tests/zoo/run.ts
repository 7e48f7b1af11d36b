import { rng } from "../../domain/demo/random.ts";
import type { Intent, PersonCase } from "./people.ts";
import { type Again, type Step, replay, stepsOf } from "./replay.ts";
import type { ScannerCase } from "./scanners.ts";
import { Stage } from "./stage.ts";
import { HIGH, LOW, type Mail, type Outcome, type World } from "./world.ts";

export type Case = ScannerCase | PersonCase;

/** How one invitation ended. */
export type Result = {
  case: Case;
  shared: boolean;
  /** What the person meant; undefined where nobody was. */
  intent: Intent | undefined;
  outcome: Outcome;
  /** What a policy would have counted that takes every GET, or every page that ran a script. */
  onGet: number | undefined;
  onLoad: number | undefined;
  steps: readonly Step[];
};

/** What was played in a browser, to be sent again. */
export type Recording = { steps: Step[]; intent: Intent | undefined };

/** A probable vote has been settled by then. */
const OVER_MS = 12 * 60_000;

/** Plays a case in a real browser. */
export async function play(
  world: World,
  one: Case,
  seed: number,
): Promise<{ result: Result; recording: Recording }> {
  const mail = await invited(world, seed);
  const chance = rng("zoo", one.name, seed);
  const stage = new Stage(world, mail, () => chance.next());
  const intent = (await one.play(stage)) ?? undefined;
  await world.quiet();
  await stage.end();
  const steps = stepsOf(mail, stage.trace());
  world.edge.exchanges.length = 0;
  const result = await ended(world, mail, one, false, steps, intent);
  return { result, recording: { steps, intent } };
}

/** Sends what was recorded to a fresh invitation. */
export async function playAgain(
  world: World,
  one: Case,
  { steps, intent }: Recording,
  seed: number,
  how: Pick<Again, "shared" | "driven"> = {},
): Promise<Result> {
  const mail = await invited(world, seed);
  const asked = await replay(world, mail, steps, { ...how, person: intent !== undefined });
  world.edge.exchanges.length = 0;
  const meant = intent && { ...intent, asked: intent.asked || asked };
  return ended(world, mail, one, how.shared ?? false, steps, meant);
}

/** Mail leaves at any moment of a minute. */
async function invited(world: World, seed: number): Promise<Mail> {
  await world.wait(rng("leaves", seed).int(60_000));
  return world.invite();
}

async function ended(
  world: World,
  mail: Mail,
  one: Case,
  shared: boolean,
  steps: readonly Step[],
  intent: Intent | undefined,
): Promise<Result> {
  await world.wait(OVER_MS);
  const looked = steps.filter(
    ({ method, slot }) => method === "GET" && slot >= LOW && slot <= HIGH,
  );
  return {
    case: one,
    shared,
    intent,
    outcome: await world.outcome(mail),
    onGet: looked.at(-1)?.slot,
    onLoad: looked.findLast(({ script }) => script)?.slot,
    steps,
  };
}

/** What the product made of it. */
export function fate({ outcome }: Result): "counted" | "suspect" | "uncounted" {
  if (outcome.state === "counted") return "counted";
  return outcome.state === "suspect" ? "suspect" : "uncounted";
}

/** Whether it ended as it should: what people meant is counted, and nothing of scanners. */
export function isRight(result: Result): boolean {
  const counted = fate(result) === "counted";
  return result.intent ? counted && result.outcome.score === result.intent.score : !counted;
}
