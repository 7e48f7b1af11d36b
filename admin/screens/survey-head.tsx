import type { ComponentChildren } from "preact";
import type { SurveySummary } from "../../domain/wire/surveys.ts";
import { SurveyStatus } from "../components/status.tsx";
import { useHref } from "../state/location.ts";
import { may } from "../state/me.ts";
import { Screen } from "./screen.tsx";

export type SurveyTab = "Results" | "Build" | "Mail";

/** The frame of every screen about one survey: its name, state, and the tabs between them. */
export function SurveyScreen({
  survey,
  tab,
  end,
  children,
}: {
  survey: SurveySummary;
  tab: SurveyTab;
  end?: ComponentChildren;
  children: ComponentChildren;
}) {
  const href = useHref();
  const tabs = [
    ["Results", href(`/app/surveys/${survey.id}`)],
    ...(may("admin") ? [["Build", href(`/app/surveys/${survey.id}/build`)] as const] : []),
    ...(may("analyst") ? [["Mail", href(`/app/surveys/${survey.id}/mail`)] as const] : []),
    ["Responses", href("/app/responses", { survey: survey.id })],
    ["Themes", href("/app/themes", { survey: survey.id })],
  ] as const;
  return (
    <Screen
      title={survey.name}
      name={`${survey.name}, ${tab.toLowerCase()}`}
      beside={<SurveyStatus survey={survey} />}
      end={end}
    >
      <nav class="tabs" aria-label={survey.name}>
        {tabs.map(([name, to]) => (
          <a key={name} href={to} {...(name === tab && { "aria-current": "page" as const })}>
            {name}
          </a>
        ))}
      </nav>
      {children}
    </Screen>
  );
}
