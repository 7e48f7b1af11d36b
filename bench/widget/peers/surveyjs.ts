import { type Contender, QUESTION } from "../contender.ts";
import { PACKAGES, read } from "../install.ts";
import { json, script, stub, style } from "../origin.ts";

const SURVEY = {
  elements: [
    {
      type: "rating",
      name: "q1",
      title: QUESTION.text,
      rateMin: 0,
      rateMax: 10,
      minRateDescription: QUESTION.low,
      maxRateDescription: QUESTION.high,
    },
    { type: "comment", name: "q2", title: QUESTION.why },
  ],
  completedHtml: QUESTION.thanks,
};

/** survey-js-ui on survey-core: its ready scripts and sheet, the form drawn where the page says. */
export async function surveyjs(): Promise<Contender> {
  const [core, ui, sheet] = await Promise.all([
    read("survey-core", "survey.core.min.js"),
    read("survey-js-ui", "survey-js-ui.min.js"),
    read("survey-core", "survey-core.min.css"),
  ]);
  return {
    name: `survey-js-ui ${PACKAGES["survey-js-ui"]}`,
    note: "its ready scripts and sheet; the page posts what it is handed; nothing is sent before the end",
    service: stub(({ path }) => {
      if (path === "/survey.core.min.js") return script(core);
      if (path === "/survey-js-ui.min.js") return script(ui);
      if (path === "/survey-core.min.css") return style(sheet);
      return path === "/answers" ? json({}) : undefined;
    }),
    parts: (host) => [
      { style: `${host}/survey-core.min.css` },
      { html: `<div id="surveyElement"></div>` },
      { script: `${host}/survey.core.min.js` },
      { script: `${host}/survey-js-ui.min.js` },
      {
        code: `const survey = new Survey.Model(${JSON.stringify(SURVEY)});
survey.onComplete.add((sender) => fetch("${host}/answers", { method: "POST", body: JSON.stringify(sender.data) }));
survey.render(document.getElementById("surveyElement"));`,
      },
    ],
    find: () => document.querySelector<HTMLElement>("#surveyElement .sd-question"),
    async answer(page) {
      await page.locator("#surveyElement label", { hasText: /^9$/u }).click();
      await page.locator("#surveyElement .sd-navigation__complete-btn").click();
    },
    alwaysAsks: true,
  };
}
