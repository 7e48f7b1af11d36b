import { parseArgs } from "node:util";
import { ensureBrowser } from "../../scripts/browser.ts";
import { build } from "../../scripts/build.ts";
import { command } from "../../scripts/failure.ts";
import { bitFlips } from "../../tests/zoo/flips.ts";
import {
  confusion,
  figuresOf,
  historyOf,
  missed,
  actorRows,
  scores,
} from "../../tests/zoo/figures.ts";
import { PEOPLE } from "../../tests/zoo/people.ts";
import {
  type Case,
  type Recording,
  type Result,
  isRight,
  play,
  playAgain,
} from "../../tests/zoo/run.ts";
import { SCANNERS } from "../../tests/zoo/scanners.ts";
import { World } from "../../tests/zoo/world.ts";

/** Invitations that a scanner alone meets, by case, and all that people meet. */
const EACH_SCANNER = 7;
const ALL_PEOPLE = 520;
/** Times that a case is played in the browser; the rest is sent again as it was recorded. */
const IN_BROWSER = { scanner: 1, dweller: 2, person: 1, apart: 1, beyond: 1 };
/** People who come this often are played twice. */
const OFTEN = 8;
const EACH_DWELLER = 20;

/**
 * `npm run bench:votes`: 1,000 invitations, met by scanners and by people in a real browser on one
 * virtual clock. Prints what was counted of each, beside the two policies that others have; `--json`
 * adds the figures as the last line (tests/zoo/figures.ts says what each is). `--only TEXT` plays the
 * cases whose name holds it.
 */
export async function main(): Promise<void> {
  await command(async () => {
    const { values } = parseArgs({
      options: { json: { type: "boolean", default: false }, only: { type: "string", default: "" } },
    });
    const began = performance.now();
    await build();
    await ensureBrowser(tell);
    const world = await World.open();
    try {
      const { own, shared } = await playAll(world, values.only);
      report(own, shared);
      const flips = await bitFlips(world);
      console.log(`\nLinks with one bit flipped: ${flips.sent} sent, ${flips.accepted} accepted.`);
      const figures = figuresOf(own);
      console.log(
        missed(figures)
          .map((target) => `MISSED: ${target}`)
          .join("\n") || "Every target is met.",
      );
      tell(`${Math.round((performance.now() - began) / 1000)} s`);
      if (values.json) console.log(JSON.stringify(figures));
    } finally {
      await world.close();
    }
  });
}

async function playAll(world: World, only: string): Promise<{ own: Result[]; shared: Result[] }> {
  const cases: Case[] = [...SCANNERS, ...PEOPLE].filter(({ name }) => name.includes(only));
  const weights = PEOPLE.reduce((sum, { weight }) => sum + weight, 0);
  const [own, shared]: [Result[], Result[]] = [[], []];
  for (const [i, one] of cases.entries()) {
    const times =
      "weight" in one
        ? Math.max(Math.round((one.weight / weights) * ALL_PEOPLE), 1)
        : one.kind === "dweller"
          ? EACH_DWELLER
          : EACH_SCANNER;
    tell(
      `${Math.round(performance.now() / 100) / 10} s: ${i + 1}/${cases.length} ${one.name}, ${times}`,
    );
    const inBrowser = IN_BROWSER[one.kind] + ("weight" in one && one.weight >= OFTEN ? 1 : 0);
    const recordings: Recording[] = [];
    for (let n = 0; n < Math.min(inBrowser, times); n++) {
      const { result, recording } = await play(world, one, n);
      own.push(result);
      recordings.push(recording);
    }
    for (let n = recordings.length; n < times; n++) {
      const recording = recordings[n % recordings.length];
      if (recording) own.push(await playAgain(world, one, recording, n));
    }
    for (const [n, recording] of recordings.entries()) {
      shared.push(await playAgain(world, one, recording, n, { shared: true }));
      if ("driven" in one)
        own.push(await playAgain(world, driven(one), recording, n, { driven: true }));
    }
  }
  return { own, shared };
}

const saysSo = new Map<Case, Case>();

/** The same scanner, where its browser says that it is driven. */
function driven(one: Case): Case {
  const name = one.name.replace("masked", "says webdriver");
  const other = saysSo.get(one) ?? ({ ...one, kind: "scanner", name } as Case);
  saysSo.set(one, other);
  return other;
}

function report(own: readonly Result[], shared: readonly Result[]): void {
  console.log(`\nEvery actor with an address and a browser of its own, ${own.length} invitations`);
  console.table(actorRows(own));
  console.log(
    `\nThe same from one address and one agent, ${shared.length} invitations: what ends otherwise`,
  );
  console.table(actorRows(shared).filter(({ right }) => right !== ""));
  console.log("\nWhat is counted");
  console.table(confusion(own));
  const row = (some: readonly Result[]) => {
    const { all, confirmed, n } = scores(some);
    return { counted: n, headline: all.toFixed(2), "confirmed alone": confirmed.toFixed(2) };
  };
  const people = own.filter((one) => one.case.kind === "person");
  const dwellers = own.filter((one) => one.case.kind === "dweller");
  console.log("\nMean score, 1 to 5");
  console.table({
    people: row(people),
    "people and single-link scanners that stay 6 or 15 s": row([...people, ...dwellers]),
  });
  const told = new Set<Case>();
  for (const one of [...own, ...shared]) {
    if (
      ["dweller", "apart", "beyond"].includes(one.case.kind) ||
      isRight(one) ||
      told.has(one.case)
    )
      continue;
    told.add(one.case);
    console.log(historyOf(one).join("\n"));
  }
}

const tell = (line: string): void => console.error(line);
