import { useState } from "preact/hooks";
import { api } from "../../api/client.ts";
import { me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { AgainRules } from "./again-rules.tsx";
import { impossibleIn } from "./impossible.ts";
import { MomentRules } from "./moment-rules.tsx";
import { OrderRules } from "./order-rules.tsx";
import { PagesRules } from "./pages-rules.tsx";
import { type Rules, withRules } from "./rule-part.ts";
import { rulesInWords } from "./rule-words.ts";
import { Stage } from "./stage.tsx";
import { TimeRules } from "./time-rules.tsx";
import type { Draft } from "./use-draft.ts";
import { VisitorRules } from "./visitor-rules.tsx";

/** Who sees the survey, where, when and how soon again. */
export function WhereTab({ draft }: { draft: Draft }) {
  const { definition, change, survey, quota } = draft;
  const [language, setLanguage] = useState(definition.language);
  const sites = useResource("sites", "all", () => api.sites());
  const origin =
    sites.data?.items.find(({ id }) => id === survey.site)?.origins[0] ?? "https://example.com";
  const { targeting } = definition;
  const set = (rules: Rules) => change({ ...definition, targeting: withRules(targeting, rules) });
  const part = { targeting, set };
  const problems = impossibleIn(definition, Date.now()).filter(({ tab }) => tab === "where");
  return (
    <div class="builder two">
      <section class="form" aria-label="Where and when">
        <div class="rules-summary">
          <h2>Where and when</h2>
          <p>{rulesInWords(definition, quota, me.value.workspace)}</p>
          {problems.map(({ text }) => (
            <p class="problem" key={text}>
              {text.replace(/^Where and when: ./u, (start) => start.slice(-1).toUpperCase())}
            </p>
          ))}
          {problems.length > 0 && <p class="problem">It cannot be published so.</p>}
        </div>
        <PagesRules {...part} origin={origin} />
        <MomentRules {...part} />
        <VisitorRules {...part} />
        <TimeRules {...part} draft={draft} />
        <AgainRules definition={definition} set={set} />
        <OrderRules draft={draft} />
      </section>
      <Stage
        definition={definition}
        step={undefined}
        language={language}
        onLanguage={setLanguage}
      />
    </div>
  );
}
