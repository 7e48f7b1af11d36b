import { useState } from "preact/hooks";
import { languagesOf } from "../../../domain/survey/ask.ts";
import type { MergeTool } from "../../../domain/wire/mail.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { mailApi } from "../../api/sends.ts";
import { Copy } from "../../components/copy.tsx";
import { Select } from "../../components/field.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useResource } from "../../state/resource.ts";
import { languageName } from "../../words/names.ts";
import { curlFor } from "./curl.ts";

const TOOLS: Record<MergeTool, string> = {
  plain: "Another tool",
  mailchimp: "Mailchimp",
  klaviyo: "Klaviyo",
  hubspot: "HubSpot",
  salesforce: "Salesforce Marketing Cloud",
};

/** The question as HTML for a mail tool of one's own, and how its links are made. */
export function HandOver({ survey }: { survey: Survey }) {
  const definition = survey.published ?? survey.draft;
  const languages = languagesOf(definition);
  const [tool, setTool] = useState<MergeTool>("mailchimp");
  const [language, setLanguage] = useState(definition.language);
  const block = useResource(`block ${survey.id}`, `${tool} ${language}`, () =>
    mailApi.block(survey.id, tool, language),
  );
  return (
    <section class="section hand-over" id="hand-over">
      <h2>From your own mail tool</h2>
      <p class="lede">
        Take the question as HTML into a mail that your tool sends. The links of each person come
        from the API and go into fields of your tool. Votes are graded by the same rules.
      </p>
      <div class="form narrow">
        <div class="pair">
          <Select
            label="Tool"
            value={tool}
            options={Object.entries(TOOLS)}
            onChange={(value) => setTool(value as MergeTool)}
          />
          {languages.length > 1 && (
            <Select
              label="Language"
              value={language}
              options={languages.map((tag) => [tag, languageName(tag)] as const)}
              onChange={setLanguage}
            />
          )}
        </div>
      </div>
      {block.error !== undefined && <ErrorNote error={block.error} retry={block.reload} />}
      {!block.data && block.error === undefined && <Skeleton rows={4} />}
      <ol class="hand-steps">
        <li>
          <h3>Make the links</h3>
          <p>
            At most 200 people a call, with a key that may change people. The same <code>key</code>{" "}
            gives the same links again, so a repeat is safe.
          </p>
          <Copy text={curlFor(location.origin, survey.id)} label="the API call" />
        </li>
        {block.data && (
          <>
            <li>
              <h3>Keep them in your tool</h3>
              <p>Each person needs these fields.</p>
              <table class="tags cards">
                <caption class="sr">Fields</caption>
                <thead>
                  <tr>
                    <th scope="col">Merge tag</th>
                    <th scope="col">From the API</th>
                    <th scope="col">What it is</th>
                  </tr>
                </thead>
                <tbody>
                  {block.data.tags.map(({ tag, field, means }) => (
                    <tr key={tag}>
                      <th scope="row">
                        <code>{tag}</code>
                      </th>
                      <td>
                        <code>{field}</code>
                      </td>
                      <td>{means}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </li>
            <li>
              <h3>Paste the block</h3>
              <p>As HTML, in the place of the mail where the question should stand.</p>
              <div class="long-copy">
                <Copy text={block.data.html} label="the HTML" />
              </div>
              <details class="behind">
                <summary>For the plain-text part</summary>
                <div class="long-copy">
                  <Copy text={block.data.text} label="the text" />
                </div>
              </details>
            </li>
          </>
        )}
      </ol>
    </section>
  );
}
