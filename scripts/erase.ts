import { parseArgs } from "node:util";
import type { Erased, ErasePreview } from "../domain/wire/erasures.ts";
import { command, Failure } from "./failure.ts";

const USAGE = `VERBATIM_KEY=... npm run erase -- --url https://voice.example.com [options]
  --person ID    external id of the person
  --email X      their address; with --person where both are the same person's
  --preview      only count what would go
VERBATIM_KEY is an API key with the scope people:write.`;

function readOptions() {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      options: { url: text, person: text, email: text, preview: { type: "boolean" } },
    });
    return values;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n${USAGE}`);
  }
}

/** Erases a person of a running installation: docs/data-life.md. */
await command(async () => {
  const { url, person, email, preview } = readOptions();
  const key = process.env["VERBATIM_KEY"];
  if (!url || !key || (person === undefined && email === undefined)) throw new Failure(USAGE);
  const path = `/api/v1/erasures${preview ? "/preview" : ""}`;
  const reply = await fetch(url.replace(/\/$/, "") + path, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      ...(person !== undefined && { person }),
      ...(email !== undefined && { email }),
    }),
  });
  if (!reply.ok) throw new Failure(`${path} answered ${reply.status}: ${await reply.text()}`);
  if (preview) {
    const { people, responses, invitations, mails, complete } =
      (await reply.json()) as ErasePreview;
    const least = complete ? "" : "at least ";
    console.log(
      `Would remove ${least}${responses} responses, ${invitations} invitations, ${people} known people and ${mails} mails.`,
    );
    return;
  }
  const { id, done, removed } = (await reply.json()) as Erased;
  const what = Object.entries(removed).map(([kind, n]) => `${n} ${kind}`);
  console.log(
    `Erasure ${id}: ${what.join(", ") || "nothing was there"}. ${done ? "Done." : "The rest goes in the background within minutes."}`,
  );
});
