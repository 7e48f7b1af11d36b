import type { ComponentChildren } from "preact";
import { useHref } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { Screen } from "../screen.tsx";

/** Surveys and the mail that carries them: one entry of the rail, two lists. Viewers see no mail. */
export function SurveyTabs({ current }: { current: "surveys" | "mail" }) {
  const href = useHref();
  if (!may("analyst")) return null;
  const tabs = [
    ["surveys", "Surveys", "/app/surveys"],
    ["mail", "Mail", "/app/sends"],
  ] as const;
  return (
    <nav class="tabs" aria-label="Surveys and mail">
      {tabs.map(([key, name, to]) => (
        <a key={key} href={href(to)} {...(key === current && { "aria-current": "page" as const })}>
          {name}
        </a>
      ))}
    </nav>
  );
}

/** The frame of a screen about one send: the way back, its name, its actions. */
export function SendScreen({
  title,
  name,
  beside,
  end,
  children,
}: {
  title: string;
  name: string;
  beside?: ComponentChildren;
  end?: ComponentChildren;
  children: ComponentChildren;
}) {
  const href = useHref();
  return (
    <Screen title={title} name={`${name}, mail`} beside={beside} end={end}>
      <p class="crumb">
        <a class="quiet" href={href("/app/sends")}>
          All mail
        </a>
      </p>
      {children}
    </Screen>
  );
}
