import { type Contender, ASKED_PATH, QUESTION } from "../contender.ts";
import { PACKAGES, read } from "../install.ts";
import { json, script, stub } from "../origin.ts";

const TOKEN = "phc_bench";

const SURVEY = {
  id: "0191f1f0-0000-0000-0000-000000000001",
  name: "NPS",
  description: "",
  type: "popover",
  linked_flag_key: null,
  targeting_flag_key: null,
  internal_targeting_flag_key: null,
  feature_flag_keys: null,
  questions: [
    {
      id: "q1",
      type: "rating",
      display: "number",
      scale: 10,
      question: QUESTION.text,
      lowerBoundLabel: QUESTION.low,
      upperBoundLabel: QUESTION.high,
      buttonText: "Next",
    },
    { id: "q2", type: "open", question: QUESTION.why, buttonText: "Send", optional: true },
  ],
  appearance: {
    position: "right",
    displayThankYouMessage: true,
    thankYouMessageHeader: QUESTION.thanks,
    whiteLabel: true,
  },
  conditions: {
    url: ASKED_PATH,
    urlMatchType: "icontains",
    events: null,
    cancelEvents: null,
    actions: null,
  },
  start_date: "2026-01-01T00:00:00Z",
  end_date: null,
  current_iteration: null,
  current_iteration_start_date: null,
  enable_partial_responses: true,
};

/** A project that uses surveys and what is on in every project, and nothing else. */
const CONFIG = {
  token: TOKEN,
  supportedCompression: ["gzip", "gzip-js"],
  hasFeatureFlags: false,
  surveys: true,
  sessionRecording: false,
  heatmaps: false,
  capturePerformance: false,
  autocaptureExceptions: false,
  captureDeadClicks: false,
  defaultIdentifiedOnly: true,
  elementsChainAsString: true,
  analytics: { endpoint: "/i/v0/e/" },
  siteApps: [],
  isAuthenticated: false,
  toolbarParams: {},
};

/** posthog-js with surveys: the script of its snippet, and what that loads. */
export async function posthog(): Promise<Contender> {
  const [array, surveys] = await Promise.all([
    read("posthog-js", "dist/array.js"),
    read("posthog-js", "dist/surveys.js"),
  ]);
  return {
    name: `posthog-js ${PACKAGES["posthog-js"]}`,
    note: "its ready scripts; analytics are part of it and on",
    service: stub(({ path }) => {
      const { pathname } = new URL(path, "http://stub");
      if (pathname === "/static/array.js") return script(array);
      if (/^\/static\/(?:[\d.]+\/)?surveys\.js$/u.test(pathname)) return script(surveys);
      if (pathname === `/array/${TOKEN}/config.js`) {
        const all = `(window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{})["${TOKEN}"]`;
        return script(`${all}=${JSON.stringify({ config: CONFIG, siteApps: [] })}`);
      }
      if (pathname === `/array/${TOKEN}/config`) return json(CONFIG);
      if (pathname === "/api/surveys/") return json({ surveys: [SURVEY] });
      if (pathname === "/flags/") return json({ flags: {}, errorsWhileComputingFlags: false });
      if (/^\/(?:e|i\/v0\/e|s)\/$/u.test(pathname)) return json({ status: 1 });
      return undefined;
    }),
    parts: (host) => [
      {
        code: `window.posthog = Object.assign([], { _i: [["${TOKEN}", { api_host: "${host}", defaults: "2025-05-24" }, "posthog"]], people: [], __SV: 1 });`,
      },
      { script: `${host}/static/array.js`, attributes: `async crossorigin="anonymous"` },
    ],
    find: () =>
      document
        .querySelector('[class^="PostHogSurvey"]')
        ?.shadowRoot?.querySelector(".ratings-number")
        ?.closest<HTMLElement>(".ph-survey, .survey-form, form"),
    async answer(page) {
      await page.locator(".ratings-number", { hasText: "9" }).click();
      await page.locator(".form-submit").click();
    },
  };
}
