import { resolve } from "node:path";
import { defineConfig } from "vite";

const here = import.meta.dirname;

/** Builds the console, and the pages in which it shows a survey and a mail, into the static assets. */
export default defineConfig({
  root: here,
  base: "/app/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: resolve(here, "../.build/assets/app"),
    emptyOutDir: true,
    // The content security policy allows no data: scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ["chrome123", "firefox128", "safari18"],
    rolldownOptions: {
      input: {
        index: resolve(here, "index.html"),
        preview: resolve(here, "preview.html"),
        mail: resolve(here, "mail.html"),
      },
    },
  },
});
