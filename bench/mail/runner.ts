import { appendFileSync, openSync, writeSync } from "node:fs";
import type { Mailer } from "../../functions/adapters/mailer/mailer.ts";
import type { Context } from "../../functions/context.ts";
import { makeContext } from "../../functions/world.ts";
import { enrolDue } from "../../functions/services/sends/enrol.ts";
import { composer } from "../../functions/services/sends/compose.ts";
import { handOverDue } from "../../functions/services/sends/hand-over.ts";
import { openOffice } from "./office.ts";

/**
 * A process that sends: the jobs, the repositories and the database server in one, on one core. Each
 * mail that the mailer is given is written to a file at once, so that what was handed over is known
 * whatever becomes of the process. Says what it took, as JSON.
 *
 * Arguments: the database's file, the file of mails, how far the clock is ahead (ms), what to do.
 */
const [file = "", mails = "", ahead = "0", task = ""] = process.argv.slice(2);

const office = await openOffice(file);
const handed = openSync(mails, "a");
let n = 0;
const mailer: Mailer = {
  kind: "smtp",
  delivers: true,
  async send(mail) {
    writeSync(handed, `${mail.to}\n`);
    n++;
    return "accepted";
  },
  close: async () => {},
};
const deps = Object.create(office.deps, { mailer: { value: mailer } }) as typeof office.deps;
const context = (): Context => makeContext(Date.now() + Number(ahead), () => undefined);

/** Runs until a round does nothing. @returns per second of wall and of CPU */
async function rate(round: () => Promise<number>) {
  const began = performance.now();
  const cpu = process.cpuUsage();
  let done = 0;
  for (let some = 1; some > 0;) {
    some = await round();
    done += some;
  }
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1000;
  return { n: done, seconds, cpuSeconds: (user + system) / 1e6 };
}

async function compose(count: number) {
  const { send, workspace, survey, home } = await office.sending();
  const write = composer(deps, {
    workspace,
    workspaceName: home.name,
    mail: home.mail,
    survey,
    letter: send.letter,
  });
  let bytes = 0;
  let left = count;
  const figures = await rate(async () => {
    const some = Math.min(left, 500);
    left -= some;
    for (let i = 0; i < some; i++) {
      const mail = await write(
        {
          invitation: crypto.randomUUID(),
          step: 1,
          to: "ada@example.com",
          language: "en",
          attributes: { name: `Ada ${i}` },
          kind: "invitation",
        },
        Date.now(),
      );
      bytes = mail.html.length;
    }
    return some;
  });
  return { ...figures, bytes };
}

const figures =
  task === "enrol"
    ? await rate(async () => (await enrolDue(context(), deps)).looked)
    : task === "compose"
      ? await compose(20_000)
      : await rate(async () => (await handOverDue(context(), deps)).handed);
await office.close();
appendFileSync(`${mails}.json`, `${JSON.stringify({ task, handed: n, ...figures })}\n`);
process.exit(0);
