import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { leanMail } from "../../scripts/lean-mail.ts";
import { root } from "../../scripts/paths.ts";
import { startWorkerd } from "../../scripts/workerd.ts";

/** Hands over what is posted to it, all at once, and answers with what became of each. */
const ENTRY = `
import { mailer } from "./functions/adapters/mailer/index.ts";
const log = { add: async () => {}, settle: async () => {} };
export default {
  async fetch(request, env) {
    const mails = await request.json();
    const domains = (env.MAIL_FROM_DOMAINS ?? "").split(" ");
    const way = mailer({ ...env, LOCAL: env.LOCAL === "1", MAIL_FROM_DOMAINS: domains }, log);
    const handed = await Promise.all(mails.map((mail) => way.send(mail)));
    await way.close();
    return Response.json(handed);
  },
};`;

/** The mailer on real workerd, by itself, as the Worker's build bundles it. */
export async function startMailWorker(bindings: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), "verbatim-mail-"));
  await build({
    stdin: { contents: ENTRY, resolveDir: root, loader: "js" },
    outfile: `${folder}/index.js`,
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    external: ["node:*", "cloudflare:*"],
    plugins: [leanMail],
    logLevel: "error",
  });
  const worker = await startWorkerd({
    port: 0,
    bindings,
    main: `${folder}/index.js`,
    onPids: () => {},
  });
  return {
    async send(mails: readonly object[]): Promise<string[]> {
      const reply = await fetch(worker.url, { method: "POST", body: JSON.stringify(mails) });
      if (!reply.ok) throw new Error(`the mail Worker answers ${reply.status}`);
      return (await reply.json()) as string[];
    },
    async stop() {
      await worker.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
