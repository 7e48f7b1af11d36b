import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isInSegment } from "../../../domain/people/segment.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Person, SegmentRules } from "../../../domain/wire/people.ts";
import { type TestApp, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { NOW, system } from "../../support/texts.ts";

let app: TestApp;
let home: { workspace: string; site: string };
let deps: ReturnType<typeof system>["deps"];

const PLANS = ["pro", "free", "", "1e3", "-2.50", true, 12, 0.1, undefined];

beforeAll(async () => {
  app = await testApp({ now: () => NOW });
  home = await seedWorkspace(app);
  ({ deps } = system(app, home.workspace));
  const surveys = [await seedSurvey(app, home), await seedSurvey(app, home)];
  await app.run("update surveys set metric = 'csat' where id = ?", [surveys[1]!.id]);
  const other = await seedWorkspace(app);
  for (let i = 0; i < 120; i++) {
    const plan = PLANS[i % PLANS.length];
    const person = i % 17 === 0 ? `Ünï ${i}` : `p${i}`;
    for (const workspace of [home.workspace, other.workspace])
      await app.run(
        `insert into people (workspace_id, person, email, attributes, language, subscription, consent, source, created_at, updated_at)
         values (?, ?, ?, ?, ?, ?, ?, 'api', 0, 0)`,
        [
          workspace,
          person,
          i % 5 === 0 ? null : `${i}@example.com`,
          JSON.stringify({
            ...(plan !== undefined && { plan }),
            ...(i % 3 === 0 && { seats: i - 50 }),
          }),
          [null, "de", "de-AT", "en", "pt-BR"][i % 5]!,
          ["subscribed", "subscribed", "unsubscribed", "bounced", "complained"][i % 7] ??
            "subscribed",
          ["unknown", "given", "withdrawn"][i % 3]!,
        ],
      );
    for (let n = 0; n < i % 4; n++)
      await app.run(
        `insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, score, answers, complete, day, facts, person, person_proven, created_at, updated_at)
         select no * 4294967296 + ?, workspace_id, id, ?, 0, '', 'widget', ?, ?, '{}', 1, 1, '[]', ?, ?, ?, ? from surveys where id = ?`,
        [
          i * 10 + n,
          v7(),
          ["counted", "suspect", "late", "counted", "deleted"][(i + n) % 5]!,
          (i * 3 + n) % 11,
          person,
          (i + n) % 6 === 0 ? 0 : 1,
          NOW - ((i * 7 + n * 13) % 90) * DAY_MS,
          NOW,
          surveys[n % 2]!.id,
        ],
      );
  }
});
afterAll(() => app.close());

async function everybody(rules: SegmentRules | null, limit: number, workspace = home.workspace) {
  const found: Person[] = [];
  for (let after: string | null = null; ;) {
    const { items, next } = await deps.people.walk(workspace, rules, after, limit, NOW);
    found.push(...items);
    if (next === null) return found;
    if (after !== null) expect(Buffer.compare(Buffer.from(next), Buffer.from(after))).toBe(1);
    after = next;
  }
}

const rule = fc.oneof(
  fc.record({
    name: fc.constantFrom("plan", "seats", "nothing"),
    is: fc.constantFrom("one_of" as const, "none_of" as const, "contains" as const),
    values: fc.array(fc.constantFrom("pro", "free", "true", "12", "0.1", "-50", "e"), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({
    name: fc.constantFrom("plan", "seats", "nothing"),
    is: fc.constantFrom("more" as const, "less" as const),
    values: fc.constantFrom("0", "-3", "11.5").map((bound) => [bound]),
  }),
  fc.record({
    name: fc.constantFrom("plan", "seats", "nothing"),
    is: fc.constantFrom("set" as const, "unset" as const),
  }),
);
const rulesOf: fc.Arbitrary<SegmentRules> = fc.record(
  {
    attributes: fc.array(rule, { maxLength: 2 }),
    languages: fc.subarray(["de", "en", "pt"]),
    consent: fc.subarray(["unknown" as const, "given" as const, "withdrawn" as const]),
    reachable: fc.boolean(),
    scored: fc.record({
      metric: fc.constantFrom("nps" as const, "csat" as const),
      min: fc.integer({ min: 0, max: 5 }),
      max: fc.integer({ min: 4, max: 10 }),
    }),
    silentDays: fc.integer({ min: 1, max: 90 }),
  },
  { requiredKeys: [] },
);

it("finds exactly whom the domain's rule finds, in pages of any size, once each and in order", async () => {
  const all = await everybody(null, 7);
  expect(all.length).toBe(120);
  const answers = await app.run(
    `select person, metric, score, r.state as state, r.created_at as at from responses r join surveys s on s.id = survey_id
     where r.workspace_id = ? and person_proven = 1`,
    [home.workspace],
  );
  const of = (person: string) => answers.filter((row) => row["person"] === person) as never;
  let some = 0;
  await fc.assert(
    fc.asyncProperty(rulesOf, fc.integer({ min: 1, max: 130 }), async (rules, limit) => {
      const right = all.filter((one) => isInSegment(rules, one, of(one.person), NOW));
      if (right.length > 0 && right.length < all.length) some++;
      expect(await deps.people.inSegment(home.workspace, rules, all, NOW)).toEqual(right);
      expect((await everybody(rules, limit)).map(({ person }) => person)).toEqual(
        right.map(({ person }) => person),
      );
    }),
    { numRuns: 150 },
  );
  expect(some).toBeGreaterThan(20);
});
