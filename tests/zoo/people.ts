import { clickSeen, fetchLinks, SCORES, sweep } from "./scanners.ts";
import type { Kit, Scan, Stage, Tab, Visitor } from "./stage.ts";
import { HIGH, LOW } from "./world.ts";

/** What a person meant, and what it took. */
export type Intent = {
  score: number;
  /** The page asked to confirm, and they pressed Send for no other reason. */
  asked: boolean;
};

export type PersonCase = {
  name: string;
  /** `person`: in the targets. `apart`: told beside them. */
  kind: "person" | "apart";
  /** How often it comes, against the others. */
  weight: number;
  script: boolean;
  brief?: boolean;
  play: (stage: Stage) => Promise<Intent>;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Mostly good scores, as mail surveys get them. */
const someScore = (stage: Stage): number =>
  SCORES[[4, 4, 3, 4, 3, 2, 4, 0, 1, 3][stage.between(0, 9)] ?? 4] ?? HIGH;
const other = (stage: Stage, score: number): number =>
  LOW + ((score - LOW + stage.between(1, HIGH - LOW)) % (HIGH - LOW + 1));
/** When people open their mail. */
const later = (stage: Stage) => stage.wait(stage.between(2 * MINUTE, 40 * MINUTE));

type Way = (tab: Tab, stage: Stage) => Promise<boolean>;

/** Looks only; presses Send when the page says that nothing is counted yet. @returns whether it did */
const looks =
  (ms: number): Way =>
  async (tab, stage) => {
    await stage.wait(ms);
    if (!(await tab.asks())) return false;
    await stage.wait(2000);
    await tab.send();
    return true;
  };
const presses: Way = async (tab, stage) => {
  await stage.wait(stage.between(800, 3500));
  await tab.page.mouse.move(300, 200);
  await tab.send();
  await stage.wait(stage.between(500, 4000));
  return false;
};

const visit = async (stage: Stage, visitor: Visitor, score: number, way: Way): Promise<boolean> => {
  const tab = await visitor.open(stage.path(score));
  const asked = await way(tab, stage);
  await tab.close();
  return asked;
};

/** One visit to one link. */
const once =
  (way: Way, kit: Kit = {}): PersonCase["play"] =>
  async (stage) => {
    await later(stage);
    const score = someScore(stage);
    const asked = await visit(stage, await stage.browser(kit), score, way);
    return { score, asked };
  };

const person = (
  name: string,
  weight: number,
  play: PersonCase["play"],
  more: Partial<PersonCase> = {},
): PersonCase => ({ name, kind: "person", weight, script: true, play, ...more });

const keyboard: Way = async (tab, stage) => {
  await stage.wait(1500);
  await tab.page.keyboard.press("Tab");
  await tab.page.keyboard.press("Enter");
  await tab.world.quiet();
  await stage.wait(5000);
  return false;
};
const scrolls: Way = async (tab, stage) => {
  await stage.wait(700);
  await tab.page.touchscreen.tap(200, 60);
  await stage.wait(6000);
  return false;
};
const writes: Way = async (tab, stage) => {
  await presses(tab, stage);
  await tab.page.keyboard.type("It came late");
  await stage.wait(4000);
  await tab.send();
  return false;
};
const plain: Way = async (tab, stage) => {
  await stage.wait(stage.between(1500, 20_000));
  await tab.page.locator("button.send").click();
  // A page that is closed on its way to the next one keeps the browser busy for long.
  await tab.page.waitForLoadState();
  return false;
};

/** A second visit to another link of the mail. */
const secondThought =
  (first: Way, second: Way, gap: number, kits: [Kit, Kit?] = [{}]): PersonCase["play"] =>
  async (stage) => {
    await later(stage);
    const before = someScore(stage);
    const score = other(stage, before);
    const visitor = await stage.browser(kits[0]);
    const one = await visit(stage, visitor, before, first);
    await stage.wait(gap);
    const two = kits[1] ? await stage.browser(kits[1]) : visitor;
    const asked = await visit(stage, two, score, second);
    return { score, asked: asked || one };
  };

/** Another score on the same page. */
const onThePage =
  (gap: number): PersonCase["play"] =>
  async (stage) => {
    await later(stage);
    const before = someScore(stage);
    const score = other(stage, before);
    const tab = await (await stage.browser()).open(stage.path(before));
    await stage.wait(gap);
    await tab.choose(score - LOW);
    await stage.wait(2000);
    return { score, asked: false };
  };

/** What goes through a mail before or after its reader. It is played once and then sent again. */
const SCANS: Record<string, Scan> = {
  GETs: (stage) => fetchLinks(stage),
  "scripts 0 s": (stage) => sweep(stage, { mode: "fresh", dwell: 0 }),
  "scripts 6 s": (stage) => sweep(stage, { mode: "fresh", dwell: 6000 }),
  clicks: (stage) => sweep(stage, { mode: "fresh", dwell: 1000, act: clickSeen }),
};

/** A scanner has gone through every link, then comes the person. */
const behind =
  (scan: Scan, gap: (stage: Stage) => number, way: Way) =>
  async (stage: Stage): Promise<Intent> => {
    await stage.wait(stage.between(500, 20_000));
    await stage.again(scan);
    await stage.wait(gap(stage));
    const score = someScore(stage);
    return { score, asked: await visit(stage, await stage.browser(), score, way) };
  };

/** The person first, then a scanner. */
const before =
  (scan: (stage: Stage, score: number) => Promise<unknown>, gap: number, way: Way) =>
  async (stage: Stage): Promise<Intent> => {
    await later(stage);
    const score = someScore(stage);
    const visitor = await stage.browser();
    const asked = await visit(stage, visitor, score, way);
    await visitor.leave();
    await stage.wait(gap);
    await scan(stage, score);
    return { score, asked };
  };

const GAPS: [string, (stage: Stage) => number][] = [
  ["at delivery", (stage) => stage.between(5 * MINUTE, 30 * MINUTE)],
  ["10 s before", () => 10_000],
  ["3 min before", () => 3 * MINUTE],
  ["2 h before", () => 2 * HOUR],
];
const phone: Kit = { touch: true };

export const PEOPLE: PersonCase[] = [
  person("mouse", 60, once(presses), { brief: true }),
  person("mouse, answers the follow-up", 30, once(writes), { brief: true }),
  person("touch", 60, once(scrolls, phone), { brief: true }),
  person("keyboard", 25, once(keyboard), { brief: true }),
  person("no JavaScript", 20, once(plain, { script: false }), { script: false, brief: true }),
  person("only looks, 6 s", 40, once(looks(6000)), { brief: true }),
  person("only looks, 15 s", 40, once(looks(15_000))),
  person("slow network, mouse", 12, once(presses, { delay: 4000 }), { brief: true }),
  person("slow network, only looks", 12, once(looks(9000), { delay: 3000 })),
  person("other link 20 s later, mouse", 8, secondThought(presses, presses, 20_000), {
    brief: true,
  }),
  person("other link 1 h later, mouse", 8, secondThought(presses, presses, HOUR)),
  person("other link 20 s later, only looks", 6, secondThought(looks(6000), looks(6000), 20_000), {
    brief: true,
  }),
  person("other link 1 h later, only looks", 6, secondThought(looks(6000), looks(6000), HOUR)),
  person("other score on the page after 2 s", 8, onThePage(2000)),
  person("other score on the page after 20 s", 8, onThePage(20_000), { brief: true }),
  person("other score on the page after 1 h", 6, onThePage(HOUR)),
  person(
    "looks on the phone, other score by mouse",
    8,
    secondThought(looks(6000), presses, 10 * MINUTE, [phone, {}]),
  ),
  person(
    "touches on the phone, other score by mouse",
    8,
    secondThought(scrolls, presses, 30_000, [phone, {}]),
  ),
  ...Object.entries(SCANS).flatMap(([scan, go]) =>
    GAPS.flatMap(([when, gap]) => [
      person(`behind ${scan} ${when}, mouse`, 4, behind(go, gap, presses), {
        brief: scan === "scripts 6 s" && when === "10 s before",
      }),
      person(
        `behind ${scan} ${when}, only looks`,
        when === "10 s before" ? 1 : 3,
        behind(go, gap, looks(6000)),
        { brief: scan === "scripts 6 s" && when === "at delivery" },
      ),
    ]),
  ),
  ...Object.entries(SCANS).flatMap(([scan, go]) =>
    [30_000, 5 * MINUTE, 2 * HOUR].flatMap((gap) => {
      const when = gap === HOUR * 2 ? "2 h" : gap === 30_000 ? "30 s" : "5 min";
      return [
        person(
          `${scan} ${when} after, mouse`,
          3,
          before((stage) => stage.again(go), gap, presses),
          {
            brief: scan === "scripts 6 s" && gap === 5 * MINUTE,
          },
        ),
        person(
          `${scan} ${when} after, only looks`,
          2,
          before((stage) => stage.again(go), gap, looks(6000)),
          {
            brief: scan === "scripts 6 s" && gap === 2 * HOUR,
          },
        ),
      ];
    }),
  ),
  ...[["mouse", presses] as const, ["only looks", looks(6000)] as const].map(([name, way]) =>
    person(
      `one other link, 6 s, 2 h after, ${name}`,
      4,
      before(
        (stage, score) => sweep(stage, { slots: [other(stage, score)], dwell: 6000 }),
        2 * HOUR,
        way,
      ),
    ),
  ),
  person("link rewriter at delivery and at the click, mouse", 6, async (stage) => {
    await fetchLinks(stage);
    await later(stage);
    const score = someScore(stage);
    await sweep(stage, { slots: [score], dwell: 3000 });
    return { score, asked: await visit(stage, await stage.browser(), score, presses) };
  }),
  person("link rewriter at delivery and at the click, only looks", 6, async (stage) => {
    await fetchLinks(stage);
    await later(stage);
    const score = someScore(stage);
    await sweep(stage, { slots: [score], dwell: 3000 });
    return { score, asked: await visit(stage, await stage.browser(), score, looks(6000)) };
  }),
  person("votes by mouse, forwards; the other one looks", 4, async (stage) => {
    await later(stage);
    const score = someScore(stage);
    await visit(stage, await stage.browser(), score, presses);
    await stage.wait(3 * HOUR);
    await visit(stage, await stage.browser(phone), other(stage, score), async () => {
      await stage.wait(6000);
      return false;
    });
    return { score, asked: false };
  }),
  person("forwards unread; the other one touches", 4, once(scrolls, phone)),
  {
    name: "closes the page after 2 s, untouched",
    kind: "apart",
    weight: 8,
    script: true,
    play: once(looks(2000)),
  },
];
