import type { Plugin } from "esbuild";

/**
 * Leaves out the mail library's table of file types: 19 kB gz that only attachments ask for, and our
 * mails have none.
 */
export const leanMail: Plugin = {
  name: "lean-mail",
  setup(bundling) {
    bundling.onLoad(
      { filter: /nodemailer[/\\]dist[/\\]esm[/\\]mime-funcs[/\\]mime-types\.js$/ },
      () => ({
        contents: `export const detectMimeType = () => "application/octet-stream";
export const detectExtension = () => "bin";`,
      }),
    );
  },
};
