import { type Contender, QUESTION } from "../contender.ts";
import { PACKAGES, read } from "../install.ts";
import { json, script, stub } from "../origin.ts";

const SURVEY = {
  id: "clbenchsurvey0000000000000",
  name: "NPS",
  type: "web",
  status: "inProgress",
  environmentId: "clbenchenvironment00000000",
  welcomeCard: { enabled: false, timeToFinish: false, showResponseCount: false },
  questions: [
    {
      id: "q1",
      type: "nps",
      headline: QUESTION.text,
      required: true,
      lowerLabel: QUESTION.low,
      upperLabel: QUESTION.high,
      logic: [],
    },
    {
      id: "q2",
      type: "openText",
      headline: QUESTION.why,
      required: false,
      inputType: "text",
      longAnswer: true,
      buttonLabel: "Send",
      logic: [],
    },
  ],
  thankYouCard: { enabled: true, headline: QUESTION.thanks },
  hiddenFields: { enabled: false, fieldIds: [] },
  autoClose: null,
  delay: 0,
  styling: null,
};

/** The question as the package draws it; the page posts what it is handed, without a preflight. */
const render = (host: string): string => `formbricksSurveys.renderSurveyModal({
  survey: ${JSON.stringify(SURVEY)},
  brandColor: "#1d5c48",
  isBrandingEnabled: false,
  placement: "bottomRight",
  clickOutside: true,
  darkOverlay: false,
  highlightBorderColor: null,
  onResponse: (response) => fetch("${host}/responses", { method: "POST", body: JSON.stringify(response) }),
});`;

/** @formbricks/surveys by itself. Its SDK comes from Formbricks' own server and is in no registry. */
export async function formbricks(): Promise<Contender> {
  const survey = await read("@formbricks/surveys", "dist/index.umd.js");
  return {
    name: `@formbricks/surveys ${PACKAGES["@formbricks/surveys"]}`,
    note: "its ready script alone: its SDK, which asks a server what to show, is in no registry",
    service: stub(({ path }) => {
      if (path === "/surveys.umd.js") return script(survey);
      return path === "/responses" ? json({ data: {} }) : undefined;
    }),
    parts: (host) => [{ script: `${host}/surveys.umd.js` }, { code: render(host) }],
    find: () => document.querySelector<HTMLElement>("#fbjs form"),
    answer: (page) => page.locator("#fbjs label", { hasText: /^9$/u }).click(),
    alwaysAsks: true,
  };
}
