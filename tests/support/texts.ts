import { DAY_MS } from "../../domain/time/days.ts";
import { makeContext } from "../../functions/world.ts";
import type { TenantContext } from "../../functions/context.ts";
import { makeDeps } from "../../functions/deps.ts";
import { settingsOf } from "../../functions/env.ts";
import type { TestApp } from "./app.ts";

/** 2026-09-01T12:00Z, a Tuesday. */
export const NOW = Date.UTC(2026, 8, 1, 12);

const SUBJECTS: Record<string, string[]> = {
  delivery: [
    "The delivery was late",
    "My delivery came two days late",
    "Delivery took far too long",
    "Great fast delivery",
    "The delivery driver was rude",
  ],
  price: [
    "The price is too high",
    "Good price for what you get",
    "Your prices went up again",
    "Price is fair",
    "I find the price expensive",
  ],
  support: [
    "Customer support was helpful",
    "Support never answered my mail",
    "The support team is friendly",
    "I waited an hour for support",
    "Support solved my problem",
  ],
  website: [
    "The website is slow",
    "Website crashed during checkout",
    "I love the new website",
    "The website is confusing",
    "Your website works well",
  ],
  refund: [
    "Still waiting for my refund",
    "The refund came quickly",
    "Refund was refused without reason",
    "No refund after three weeks",
    "Easy refund, thank you",
  ],
};
const TAILS = [
  "",
  " and I told my friends.",
  " as always.",
  ", sadly.",
  " this month.",
  " for my last order.",
  " again!",
  " in the end.",
];
const LOOSE = ["ok", "Nothing to add", "Thanks", "no comment", "fine I guess"];

export type Text = { text: string; score: number; at: number };

/** Comments about a few subjects, the same for the same numbers. Scores fall with "late", "slow" and the like. */
export function comments(count: number, from = 0, subjects = Object.keys(SUBJECTS)): Text[] {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const about = SUBJECTS[subjects[n % subjects.length] ?? ""] ?? [];
    const first = about[Math.floor(n / subjects.length) % about.length] ?? "";
    const text =
      n % 11 === 10
        ? (LOOSE[n % LOOSE.length] ?? "")
        : `${first}${TAILS[(n * 7) % TAILS.length] ?? ""}`;
    const bad =
      /late|long|rude|high|up again|expensive|never|waited|slow|crashed|confusing|waiting|refused|No refund/u.test(
        first,
      );
    return { text, score: bad ? n % 7 : 9 + (n % 2), at: NOW - (n % 60) * DAY_MS };
  });
}

/** Stores counted responses with one text each (q2), as the collect path would have left them. */
export async function seedTexts(
  { run }: Pick<TestApp, "run">,
  survey: { workspace: string; id: string },
  texts: readonly Text[],
): Promise<void> {
  for (let at = 0; at < texts.length; at += 1000) {
    const rows = texts
      .slice(at, at + 1000)
      .map((text) => [text.text, text.score, text.at, crypto.randomUUID()]);
    await run(
      `insert into responses (row, workspace_id, survey_id, submission, rev, content, version, channel, state, score, answers,
         texts, complete, day, facts, created_at, updated_at)
       select coalesce((select max(row) from responses where row > s.no * 4294967296 and row < (s.no + 1) * 4294967296), s.no * 4294967296) + t.key + 1,
         s.workspace_id, s.id, t.value ->> 3, 0, 'c', 1, 'widget', 'counted', t.value ->> 1, json_object('q1', t.value ->> 1),
         json_object('q2', t.value ->> 0), 1, (t.value ->> 2) / 86400000, json_array(json_array('q1', 'channel', 'widget', t.value ->> 1)),
         t.value ->> 2, t.value ->> 2
       from json_each(?) t, surveys s where s.id = ? and s.workspace_id = ?`,
      [JSON.stringify(rows), survey.id, survey.workspace],
    );
  }
}

/** A context and repositories as a cron or a script has them. Ids count up, so that runs can be compared. */
export function system({ env }: Pick<TestApp, "env">, workspace: string, now = NOW) {
  let ids = 0;
  const deferred: Promise<unknown>[] = [];
  const ctx: TenantContext = {
    ...makeContext(now, (work) => deferred.push(work)),
    newId: () => `01980000-0000-7000-8000-${(++ids).toString(16).padStart(9, "0")}000`,
    workspace,
    actor: { kind: "system", id: "test" },
  };
  return {
    ctx,
    deps: makeDeps(settingsOf(env), env),
    settled: () => Promise.all(deferred.splice(0)),
  };
}

/** All that theme runs decide, in a fixed order. */
export async function themeState({ run }: Pick<TestApp, "run">, workspace: string) {
  const of = (sql: string) => run(sql, [workspace]);
  return {
    themes: await of(
      "select id, label, status, parent_id, merged_into, muted, pinned, model from themes where workspace_id = ? order by id",
    ),
    mentions: await of(
      `select row, question, theme_id, survey_id, day, sentiment, mood, fit, start, "end", score, counted, engine from mentions where workspace_id = ? order by row, question, theme_id`,
    ),
    verbatims: await of(
      "select row, question, stage, language, sentiment, reason, engine from verbatims where workspace_id = ? order by row, question",
    ),
    runs: await of(
      "select survey_id, state, upper_row, done, total, diff from theme_runs where workspace_id = ? order by started_at, id",
    ),
    days: await of(
      "select * from theme_days where workspace_id = ? and n <> 0 order by survey_id, theme_id, day",
    ),
  };
}

/** Rows of `theme_days` that differ from a recomputation out of the mentions. Empty is right. */
export async function themeDayDrift({ run }: Pick<TestApp, "run">): Promise<unknown[]> {
  const slots = Array.from({ length: 11 }, (_, i) => `v${i}`);
  const counters = ["n", "positive", "negative", ...slots];
  return run(`
    with raw as (
      select workspace_id, survey_id, theme_id, day, count(*) as n, sum(sentiment > 0) as positive, sum(sentiment < 0) as negative,
        ${slots.map((slot, i) => `sum(score is ${i}) as ${slot}`).join(", ")}
      from mentions where counted = 1 group by 1, 2, 3, 4
    ), kept as (select * from theme_days where ${counters.map((c) => `${c} <> 0`).join(" or ")})
    select raw.theme_id, raw.day from raw left join kept using (workspace_id, survey_id, theme_id, day)
    where kept.n is null or ${counters.map((c) => `raw.${c} <> kept.${c}`).join(" or ")}
    union all select kept.theme_id, kept.day from kept left join raw using (workspace_id, survey_id, theme_id, day) where raw.n is null`);
}
