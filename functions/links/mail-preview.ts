import { html } from "hono/html";
import { askFor } from "../../domain/survey/ask.ts";
import { primaryQuestion } from "../../domain/survey/questions.ts";
import { AppError, found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { previewInvitation } from "../services/links/preview.ts";

/** GET /demo/mail: the newest sample invitation as its mail looks. On machines of one's own only. */
export async function mailPreview(c: AppContext): Promise<Response> {
  if (!c.var.settings.LOCAL) throw new AppError("not_found");
  const { survey, links, to } = found(await previewInvitation(c.var.ctx, c.var.deps));
  const definition = found(survey.definitions[0]);
  const question = found(primaryQuestion(definition));
  const asked = found(askFor(definition).questions.find((q) => q.id === question.id));
  const low = asked.kind === "score" ? asked.low : undefined;
  const high = asked.kind === "score" ? asked.high : undefined;
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Mail preview</title>
      </head>
      <body
        style="margin:0;font:16px/1.5 system-ui,sans-serif;background:light-dark(#f3f3f5,#0e0f11);color:light-dark(#16171a,#eeeef1)"
      >
        <div style="max-width:600px;margin:0 auto;padding:24px 16px">
          <table
            role="presentation"
            width="100%"
            cellpadding="0"
            cellspacing="0"
            style="font-size:14px;color:light-dark(#4e5059,#b0b2bb)"
          >
            <tr>
              <td>From</td>
              <td>${survey.siteName}</td>
            </tr>
            <tr>
              <td>To</td>
              <td>${to}</td>
            </tr>
            <tr>
              <td width="72">Subject</td>
              <td>${asked.text}</td>
            </tr>
          </table>
          <table
            role="presentation"
            width="100%"
            cellpadding="0"
            cellspacing="0"
            style="margin-top:16px;border-radius:8px;background:light-dark(#ffffff,#151619)"
          >
            <tr>
              <td style="padding:24px 16px">
                <p style="margin:0 0 16px;font-size:20px;font-weight:600;line-height:1.3">
                  ${asked.text}
                </p>
                <table
                  role="presentation"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  style="table-layout:fixed"
                >
                  <tr>
                    ${links.map(
                      (link, i) =>
                        html`<td align="center" style="padding:1px">
                          <a
                            href="${link}"
                            style="display:block;padding:12px 0;border:1px solid light-dark(#868892,#71737d);border-radius:6px;color:inherit;text-decoration:none;font-weight:600"
                            >${question.min + i}</a
                          >
                        </td>`,
                    )}
                  </tr>
                </table>
                <table
                  role="presentation"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  style="margin-top:6px;font-size:13px;color:light-dark(#686a74,#9193a0)"
                >
                  <tr>
                    <td>${low ?? ""}</td>
                    <td align="right">${high ?? ""}</td>
                  </tr>
                </table>
              </td>
            </tr>
          </table>
          <p style="font-size:13px;color:light-dark(#686a74,#9193a0)">
            A preview with working links. Opening one shows a page and counts nothing; only what you
            do there is a vote.
          </p>
        </div>
      </body>
    </html>`;
  return c.html(page, 200, { "cache-control": "no-store" });
}
