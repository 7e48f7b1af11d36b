import type { Mail, Mailer, Handed } from "../../functions/adapters/mailer/mailer.ts";
import type { Deps } from "../../functions/deps.ts";
import type { CreateSend, Invitation, Send } from "../../domain/wire/sends.ts";
import { enrolDue } from "../../functions/services/sends/enrol.ts";
import { handOverDue } from "../../functions/services/sends/hand-over.ts";
import { remindDue } from "../../functions/services/sends/remind.ts";
import { Scope } from "../../domain/wire/common.ts";
import { type TestApp, seedKey, seedSurvey, seedWorkspace } from "./app.ts";
import { system } from "./texts.ts";

/** A mail server that keeps what it is given and answers as it is told. */
export function mailSink(answer: (mail: Mail) => Handed | Promise<Handed> = () => "accepted") {
  const mails: Mail[] = [];
  const mailer: Mailer = {
    kind: "smtp",
    delivers: true,
    async send(mail) {
      mails.push(mail);
      return answer(mail);
    },
    close: async () => {},
  };
  return { mails, mailer };
}

/** Repositories and adapters with another mailer. */
export function withMailer(deps: Deps, mailer: Mailer): Deps {
  return Object.create(deps, { mailer: { value: mailer } }) as Deps;
}

export const LETTER: CreateSend["letter"] = {
  subject: { en: "How was it, {{name|there}}?" },
  intro: { en: "One click is enough." },
};

export const MAIL = {
  fromName: "Acme",
  from: "hello@acme.example",
  address: "1 Road, 1010 Vienna",
  dailyCap: 100_000,
};

export type Office = Awaited<ReturnType<typeof sendingOffice>>;

/** A workspace that may send mail, with a live survey, a key and the jobs that send. */
export async function sendingOffice(app: TestApp, settings: object = {}, zone = "UTC") {
  const home = await seedWorkspace(app);
  const { workspace } = home;
  await app.run("update workspaces set mail = ?, zone = ? where id = ?", [
    JSON.stringify({ ...MAIL, ...settings }),
    zone,
    workspace,
  ]);
  const survey = (await seedSurvey(app, home)).id;
  // Not a session: tests move the clock by months.
  const { headers } = await seedKey(app, workspace, Scope.options);
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    status = 200,
  ): Promise<T> => {
    const reply = await app.request(`/api/v1/${path}`, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (reply.status !== status)
      throw new Error(`${method} ${path}: ${reply.status} instead of ${status}: ${text}`);
    return JSON.parse(text) as T;
  };
  const draft = (change: Partial<CreateSend> = {}) =>
    call<Send>(
      "POST",
      "sends",
      {
        survey,
        name: "Ask",
        audience: { of: "everyone" },
        letter: LETTER,
        plan: { kind: "once", at: null },
        reminders: [],
        ...change,
      },
      201,
    );
  return {
    ...home,
    survey,
    headers,
    call,
    draft,
    async start(change: Partial<CreateSend> = {}): Promise<Send> {
      const { id } = await draft(change);
      return call<Send>("POST", `sends/${id}/move`, { to: "live" });
    },
    read: (id: string) => call<Send>("GET", `sends/${id}`),
    invitations: async (id: string, state = "") =>
      (
        await call<{ items: Invitation[] }>(
          "GET",
          `sends/${id}/invitations${state && `?state=${state}`}`,
        )
      ).items,
    /** People p1, p2 ... with an address each. */
    people: (count: number, change: { [column: string]: string | number | null } = {}) =>
      seedPeople(app, workspace, count, change),
    /** One run of each job, as the cron would. */
    async run(mailer: Mailer, now = app.now()) {
      const { ctx, deps } = system(app, workspace, now);
      const all = withMailer(deps, mailer);
      return {
        ...(await enrolDue(ctx, all)),
        ...(await handOverDue(ctx, all)),
        ...(await remindDue(ctx, all)),
      };
    },
  };
}

export async function seedPeople(
  app: Pick<TestApp, "run">,
  workspace: string,
  count: number,
  change: { [column: string]: string | number | null } = {},
): Promise<void> {
  const columns = Object.entries(change);
  for (let from = 0; from < count; from += 10_000) {
    await app.run(
      `insert into people (workspace_id, person, email, attributes, source, created_at, updated_at${columns.map(([name]) => `, ${name}`).join("")})
       select ?1, 'p' || value, 'p' || value || '@mail' || (value % 7) || '.example', json_object('name', 'Ada ' || value), 'api', 0, 0${columns
         .map((_, i) => `, ?${4 + i}`)
         .join("")}
       from generate_series(?2, ?3)`,
      [workspace, from + 1, Math.min(count, from + 10_000), ...columns.map(([, value]) => value)],
    );
  }
}
