import { renderToStaticMarkup } from "preact-render-to-string";
import type { MergeBlock, MergeTool } from "../../domain/wire/mail.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { bare } from "./attributes.ts";
import { scaleOf } from "./compile.ts";
import { Trap } from "./document.tsx";
import { withComments } from "./marks.ts";
import { scaleLines } from "./plain.ts";
import { Scale, type ScaleProps } from "./scale.tsx";

/** How a tool writes the field of a person. Mailchimp's tags have at most ten capitals. */
const TAGS: Record<MergeTool, (field: string) => { field: string; tag: string }> = {
  mailchimp: (name) => {
    const field = `VERB${name.toUpperCase()}`;
    return { field, tag: `*|${field}|*` };
  },
  klaviyo: (name) => ({
    field: `verbatim_${name}`,
    tag: `{{ person|lookup:'verbatim_${name}' }}`,
  }),
  hubspot: (name) => ({ field: `verbatim_${name}`, tag: `{{ contact.verbatim_${name} }}` }),
  salesforce: (name) => ({ field: `verbatim_${name}`, tag: `%%verbatim_${name}%%` }),
  plain: (name) => ({ field: `verbatim_${name}`, tag: `{{verbatim_${name}}}` }),
};

/** The question and its scale for somebody else's mail, with that tool's tags in the place of links. */
export function block(survey: Definition, language: string, tool: MergeTool): MergeBlock {
  const write = TAGS[tool];
  const scale = scaleOf(survey, language, () => "");
  const { min } = scale.asked;
  const values = scale.hrefs.map((_, i) => ({
    ...write(String(min + i)),
    means: `links[${i}]: the value ${min + i}`,
  }));
  const link = { ...write("link"), means: "link: the survey with nothing chosen" };
  const trap = {
    ...write("trap"),
    means: "trap: a hidden link that only scanners open; it stays in the mail unseen",
  };
  const filled = { ...scale, hrefs: values.map(({ tag }) => tag) };
  return {
    html: withComments(
      renderToStaticMarkup(<Block scale={filled} link={link.tag} trap={trap.tag} />),
    ),
    text: `${[...scaleLines(filled), `${scale.words.open}: ${link.tag}`].join("\n\n")}\n`,
    tags: [...values, link, trap],
  };
}

function Block({ scale, link, trap }: { scale: ScaleProps; link: string; trap: string }) {
  const { text, accent } = scale.paint;
  const line = "mso-line-height-rule:exactly;margin:0";
  return (
    <table {...bare} width="100%" dir={scale.rtl ? "rtl" : "ltr"}>
      <tbody>
        <tr>
          <td style={`color:${text};font-family:Arial,Helvetica,sans-serif;padding:8px 0`}>
            <p style={`font-size:20px;font-weight:bold;line-height:28px;${line} 0 12px`}>
              {scale.asked.text}
            </p>
            <Scale {...scale} />
            <p style={`font-size:14px;line-height:20px;${line};padding-top:12px`}>
              <a href={link} target="_blank" style={`color:${accent};text-decoration:underline`}>
                {scale.words.open}
              </a>
            </p>
            <Trap href={trap} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}
