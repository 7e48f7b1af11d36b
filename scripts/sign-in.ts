import { parseArgs } from "node:util";
import { command, Failure } from "./failure.ts";
import { signInLink } from "./setup.ts";

/** Prints a sign-in link for the first admin of an installation that runs with SETUP_TOKEN. */
await command(async () => {
  const { values } = parseArgs({ options: { url: { type: "string" }, email: { type: "string" } } });
  const token = process.env.SETUP_TOKEN;
  if (!values.url || !values.email || !token) {
    throw new Failure(
      "Usage: SETUP_TOKEN=... npm run sign-in -- --url https://voice.example.com --email you@example.com",
    );
  }
  console.log(await signInLink(values.url.replace(/\/$/, ""), token, values.email));
});
