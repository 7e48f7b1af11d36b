import { v7 } from "uuid";
import { parseResponseId, responseId } from "../../domain/survey/ids.ts";
import { DAY_MS } from "../../domain/time/days.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { runCron } from "../../functions/scheduled/index.ts";
import { seedMember, seedSurvey, seedWorkspace, type TestApp } from "./app.ts";
import { npsDefinition } from "./definitions.ts";
import { seedResponses } from "./responses.ts";
import { comments, NOW, system } from "./texts.ts";

/** One person's id, address, words and the rest that names them, each to be found by a plain search. */
export const CANARY = {
  person: "kanari-4711",
  email: "kanari@vogelhaus.example",
  words: ["zanzibarium", "quokkagarten"],
  attribute: "kanariplan",
  page: "/kanariseite",
};
export const CANARIES = [
  CANARY.person,
  CANARY.email,
  ...CANARY.words,
  CANARY.attribute,
  CANARY.page,
];

const definition: Definition = {
  ...npsDefinition,
  questions: [...npsDefinition.questions, { id: "q4", kind: "email", text: "Your address?" }],
};

/**
 * A workspace that knows a person in every way the product can: responses in each state, on sealed
 * days and today, amended, by invitation, with a theme that their words alone made; mails, votes,
 * deliveries waiting and dead. Others answered the same survey.
 */
export async function plantCanary(app: TestApp) {
  const home = await seedWorkspace(app);
  const { workspace } = home;
  await app.run(`update workspaces set attributes = '["plan"]' where id = ?`, [workspace]);
  const { headers } = await seedMember(app, workspace, "admin");
  const survey = await seedSurvey(app, home, { definition });
  for (const state of ["active", "disabled"]) {
    await app.run(
      "insert into webhooks (workspace_id, id, url, state, created_at) values (?, ?, 'https://hooks.example', ?, 0)",
      [workspace, v7(), state],
    );
  }
  const others = comments(60).map(({ text, score, at }, i) => ({
    answers: { q1: score, q2: text },
    attributes: { plan: i % 2 ? "pro" : "free" },
    person: { id: `other-${i}` },
    occurredAt: at - 40 * DAY_MS,
  }));
  const theirs = Array.from({ length: 12 }, (_, i) => ({
    submission: v7(),
    answers: {
      q1: i % 11,
      q2: `The ${CANARY.words[0]} near the ${CANARY.words[1]} is ${i % 2 ? "great" : "bad"} ${i}`,
      ...(i % 2 === 0 && { q4: CANARY.email.toUpperCase() }),
    },
    attributes: { plan: CANARY.attribute },
    page: CANARY.page,
    // Some under the id, some known by the address alone.
    ...(i % 4 !== 2 && { person: { id: CANARY.person } }),
    occurredAt: NOW - (i % 6) * 12 * DAY_MS - 1000,
  }));
  await seedResponses(app, workspace, survey.id, [...others, ...theirs]);
  // A colleague from now on: what they said before stays as it was.
  await app.run("update workspaces set team = ? where id = ?", [
    JSON.stringify([CANARY.person]),
    workspace,
  ]);
  const invitation = v7();
  await invite(app, workspace, survey.id, invitation);
  await seedResponses(app, workspace, survey.id, [
    { submission: v7(), answers: { q1: 3, q2: "By mail" }, occurredAt: NOW - 1 },
  ]);
  // What a vote leaves: a response whose submission is the invitation.
  await app.run(
    "update responses set submission = ?, grade = 'confirmed' where texts like '%By mail%'",
    [invitation],
  );
  await app.run(
    "insert into asks (workspace_id, person, survey_id, shown_at, visit) values (?1, ?2, ?4, 0, ''), (?1, ?3, ?4, 0, '')",
    [workspace, CANARY.person, "other-1", survey.id],
  );
  for (const [person, email] of [
    [CANARY.person, CANARY.email],
    [CANARY.email, CANARY.email],
    ["other-1", "other@example.com"],
  ] as const)
    await app.run(
      `insert into people (workspace_id, person, email, attributes, source, created_at, updated_at)
       values (?, ?, ?, json_object('plan', ?), 'import', 0, 0)`,
      [workspace, person, email, person === "other-1" ? "pro" : CANARY.attribute],
    );
  for (const [id, audience, at] of [
    ["list", { of: "people", people: ["other-1", CANARY.person] }, CANARY.person],
    ["alone", { of: "people", people: [CANARY.person] }, null],
  ] as const)
    await app.run(
      `insert into sends (workspace_id, id, survey_id, name, state, audience, letter, plan, cursor, created_at, updated_at)
       values (?, ?, ?, 'Ask', 'paused', ?, '{}', '{}', ?, 0, 0)`,
      [workspace, id, survey.id, JSON.stringify(audience), at],
    );
  await app.run("update sites set seen_page = ? where workspace_id = ?", [CANARY.page, workspace]);
  const cron = async (expression: string, now = NOW) => {
    const { ctx, deps } = system(app, workspace, now);
    await runCron(expression, { ...ctx, newId: v7 }, deps);
  };
  // Deliveries stay as they are: nothing is to be called.
  await app.run("update webhooks set paused_until = ?", [NOW + 365 * DAY_MS]);
  await cron("* * * * *");
  await cron("*/15 * * * *");
  await cron("* * * * *", NOW + 1);
  await curate(app, workspace, survey.id, headers);
  const states = ["quarantined", "late", "test", "deleted", "suspect", "pending"];
  for (const [i, state] of states.entries()) {
    await app.run("update responses set state = ?, reason = 'by hand' where submission = ?", [
      state,
      theirs[i]?.submission ?? "",
    ]);
  }
  await app.run("update outbox set due_at = null, attempts = 9, last = '500' where row % 3 = 0");
  return { home, survey, headers, theirs, invitation, cron };
}

/**
 * What curators do with the person's texts: one is moved to another's theme, which is then split by it
 * and somebody else's, and by it alone; a re-fit was accepted and taken back, and one waits.
 */
async function curate(
  app: TestApp,
  workspace: string,
  survey: string,
  headers: Record<string, string>,
) {
  const post = async (path: string, body: unknown) => {
    const reply = await app.post(`/api/v1${path}`, body, headers);
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${text}`);
    await app.settled();
    return JSON.parse(text) as { id: string };
  };
  /** Texts of the themes that most of their kind name, the person's or others', but for one theme. */
  const quotesOf = async (whose: "theirs" | "others", besides: string, most: number) => {
    const rows = await app.run(
      `with m as (select m.theme_id as theme, r.created_at as at, r.row from mentions m join responses r on r.row = m.row
         where m.workspace_id = ?1 and (r.texts like ?2) = ?3 and m.theme_id <> ?4)
       select * from m where theme = (select theme from m group by 1 order by count(*) desc, 1 limit 1) order by row limit ?5`,
      [workspace, `%${CANARY.words[0]}%`, whose === "theirs" ? 1 : 0, besides, most],
    );
    return rows.map(({ theme, at, row }) => ({
      theme: String(theme),
      quote: { response: responseId(Number(at), Number(row)), question: "q2" },
    }));
  };
  const [theirs] = await quotesOf("theirs", "", 1);
  const others = await quotesOf("others", theirs?.theme ?? "", 3);
  const into = others[0]?.theme ?? "";
  await post(`/themes/${theirs?.theme}/edits`, { kind: "wrong", quote: theirs?.quote, to: into });
  const quotes = [theirs, ...others].map((one) => one?.quote);
  await post(`/themes/${into}/edits`, { kind: "split", label: "Mixed", quotes });
  const [made] = await app.run("select id from themes where workspace_id = ? and label = 'Mixed'", [
    workspace,
  ]);
  // Wherever it lies by now.
  await app.run(
    "update mentions set theme_id = ? where workspace_id = ? and theme_id = ? and row = ?",
    [
      String(made?.["id"]),
      workspace,
      into,
      parseResponseId(theirs?.quote.response ?? "")?.row ?? 0,
    ],
  );
  await post(`/themes/${String(made?.["id"])}/edits`, {
    kind: "split",
    label: "Theirs alone",
    quotes: [theirs?.quote],
  });
  for (const accept of [true, false]) {
    const { id } = await post(`/surveys/${survey}/refits`, {});
    if (accept) for (const yes of [true, false]) await post(`/theme-refits/${id}`, { accept: yes });
  }
}

async function invite(app: TestApp, workspace: string, survey: string, id: string) {
  for (const [one, person, email] of [
    [id, CANARY.person, null],
    [v7(), null, CANARY.email],
    [v7(), "other-1", "other@example.com"],
  ] as const) {
    await app.run(
      "insert into invitations (workspace_id, id, survey_id, version, email, person, attributes, expires_at, created_at) values (?, ?, ?, 1, ?, ?, '{}', 0, 0)",
      [workspace, one, survey, email, person],
    );
    await app.run(
      "insert into votes (workspace_id, invitation_id, visit, rev, grade, reason, score, at) values (?, ?, 'visit', 0, 'confirmed', 'touch', 3, 0)",
      [workspace, one],
    );
    await app.run(
      "insert into link_evidence (workspace_id, invitation_id, slot, minute, method, address, agent) values (?, ?, 1, 1, 'GET', 'hash', 'browser')",
      [workspace, one],
    );
    await app.run(
      `insert into mails (id, "to", subject, text, state, created_at) values (?, ?, 'How was it?', ?, 'sent', ?)`,
      [v7(), email ?? "someone@example.com", `Dear ${email ?? "you"}`, NOW],
    );
  }
}

/** Names of the tables, shadow tables of the search index among them, that hold any of these words. */
export async function tablesWith({ run }: Pick<TestApp, "run">, words: readonly string[]) {
  const tables = await run("select name from sqlite_master where type = 'table'");
  const found: string[] = [];
  for (const { name } of tables) {
    const columns = await run("select name from pragma_table_info(?)", [String(name)]);
    if (columns.length === 0 || name === "verbatim_search") continue;
    const any = columns.flatMap((column) =>
      words.map(() => `instr(lower(cast("${String(column["name"])}" as text)), ?) > 0`),
    );
    const args = columns.flatMap(() => words);
    const rows = await run(
      `select 1 as one from "${String(name)}" where ${any.join(" or ")} limit 1`,
      args,
    );
    if (rows.length > 0) found.push(String(name));
  }
  return found.toSorted();
}
