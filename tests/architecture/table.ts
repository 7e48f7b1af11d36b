/** Who may import whom (docs: ARCHITECTURE). The row with the longest matching `from` decides. */
export interface Row {
  /** A file, or a folder and everything below it. */
  from: string;
  /** Files and folders whose values may be imported. `*` is every folder but tests. */
  may: string[];
  /** Files and folders that may be imported with `import type` only. */
  types?: string[];
  /** Packages; `*` is every package, `node:` the builtins of Node. */
  packages?: string[];
}

const TEXT_PACKAGES = ["@orama/stemmers", "@orama/stopwords"];
const CONSOLE_PACKAGES = [
  "@preact/signals",
  "d3-scale",
  "d3-shape",
  "lucide",
  "papaparse",
  "preact",
  "preact-iso",
  "uqr",
  "valibot",
];

const MAIL_PACKAGES = [
  ...["body", "container", "head", "html", "link", "preview", "section", "text"].map(
    (part) => `@react-email/${part}`,
  ),
  "preact",
  "preact-render-to-string",
];

const surface = (name: string): Row => ({
  from: `functions/${name}`,
  may: [
    `functions/${name}`,
    "functions/http",
    "functions/errors.ts",
    "functions/secrets.ts",
    "functions/services",
    "functions/context.ts",
    "domain",
  ],
  packages: ["hono"],
});

export const TABLE: Row[] = [
  { from: "domain", may: ["domain"] },
  { from: "domain/wire", may: ["domain"], packages: ["valibot"] },
  { from: "domain/hash", may: ["domain"], packages: ["@noble/hashes"] },
  { from: "domain/themes", may: ["domain"], packages: TEXT_PACKAGES },
  {
    from: "functions/db",
    may: ["functions/db", "functions/errors.ts", "domain", "migrations"],
    packages: ["drizzle-orm", "@libsql/client"],
  },
  { from: "functions/adapters", may: ["functions/errors.ts", "domain"], packages: ["one"] },
  // A line to a mail server is a socket of Node's, which workerd speaks too.
  {
    from: "functions/adapters/mailer",
    may: ["functions/adapters/mailer", "functions/errors.ts", "domain"],
    packages: ["node:", "nodemailer"],
  },
  // Letters, made by a library for e-mail (docs/decisions/0016); services get them through deps.
  {
    from: "functions/mail",
    may: ["functions/mail", "functions/errors.ts", "domain"],
    packages: MAIL_PACKAGES,
  },
  {
    from: "functions/services",
    may: ["functions/services", "functions/errors.ts", "functions/secrets.ts", "domain"],
    types: ["functions/db", "functions/adapters", "functions/mail", "functions/context.ts"],
  },
  {
    from: "functions/http",
    may: [
      "functions/http",
      "functions/context.ts",
      "functions/errors.ts",
      "functions/secrets.ts",
      "domain/hash",
      "domain/links/away.ts",
      "domain/survey",
      "domain/wire",
    ],
    types: ["functions/collect-deps.ts", "functions/deps.ts", "functions/env.ts"],
    packages: ["@valibot/to-json-schema", "hono", "valibot"],
  },
  surface("api"),
  surface("auth"),
  surface("collect"),
  surface("console"),
  surface("hosted"),
  surface("links"),
  {
    from: "functions/scheduled",
    may: ["functions/scheduled", "functions/services", "functions/context.ts"],
    types: ["functions/deps.ts"],
  },
  { from: "functions/errors.ts", may: ["domain"] },
  { from: "functions/secrets.ts", may: ["domain"] },
  { from: "functions/context.ts", may: ["domain"] },
  { from: "functions/env.ts", may: ["domain"], packages: ["valibot"] },
  { from: "functions/deps.ts", may: ["functions", "domain"] },
  { from: "functions/app.ts", may: ["functions", "domain"], packages: ["hono"] },
  { from: "functions/world.ts", may: ["functions/context.ts"], packages: ["uuid"] },
  // What an isolate that only collects loads: the rest is behind import() (fetch.ts).
  {
    from: "functions/collect-deps.ts",
    may: [
      "functions/adapters",
      "functions/db/repositories/collect.ts",
      "functions/db/repositories/known-people.ts",
      "functions/db/together.ts",
    ],
    types: ["functions/env.ts"],
  },
  { from: "functions/fetch.ts", may: ["functions"], packages: ["hono"] },
  { from: "functions/background.ts", may: ["functions"] },
  { from: "functions/rest.ts", may: ["functions/app.ts", "functions/background.ts"] },
  { from: "functions/index.ts", may: ["functions"] },
  { from: "widgets", may: ["widgets", "domain"], types: ["domain/wire"] },
  {
    from: "widgets/build.ts",
    may: ["widgets", "domain/targeting/parts.ts", "domain/wire/short-names.ts"],
    packages: ["node:", "esbuild", "lightningcss", "terser"],
  },
  { from: "admin", may: ["admin", "domain", "widgets"], packages: CONSOLE_PACKAGES },
  { from: "admin/vite.config.ts", may: ["admin"], packages: ["node:", "vite"] },
  { from: "scripts", may: ["*"], packages: ["*", "node:"] },
  { from: "tests", may: ["*", "tests"], packages: ["*", "node:"] },
  { from: "bench", may: ["*", "tests"], packages: ["*", "node:"] },
];

/** Everything that may stand at the top of the repository; the root stays short. */
export const TOP_LEVEL = [
  ".ci",
  ".gitignore",
  ".npmrc",
  ".oxfmtrc.json",
  ".oxlintrc.json",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "admin",
  "bench",
  "docs",
  "domain",
  "drizzle.config.ts",
  "functions",
  "knip.json",
  "migrations",
  "package-lock.json",
  "package.json",
  "scripts",
  "tests",
  "tsconfig.base.json",
  "tsconfig.json",
  "vitest.config.ts",
  "widgets",
  "wrangler.toml",
];
