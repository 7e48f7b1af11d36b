import "./sites.css";
import type { ComponentChildren } from "preact";
import { useHref } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { Screen } from "../screen.tsx";
import { sitePath } from "./words.ts";

/** The frame of the screens about one site: its name, and the tabs between them. */
export function SiteScreen({
  id,
  name,
  tab,
  end,
  children,
}: {
  id: string;
  /** Undefined until it is known. */
  name: string | undefined;
  tab: "health" | "why";
  end?: ComponentChildren;
  children: ComponentChildren;
}) {
  const href = useHref();
  const tabs = [
    ["health", "Tag and health", sitePath(id)],
    ["why", "Why somebody is asked", sitePath(id, "why")],
  ] as const;
  const words = tabs.find(([key]) => key === tab)?.[1].toLowerCase() ?? "";
  return (
    <Screen
      title={name ?? "Site"}
      name={name ? `${name}, ${words}` : "Site"}
      beside={
        <a class="quiet" href={href("/app/settings/sites")}>
          All sites
        </a>
      }
      end={end}
    >
      <nav class="tabs" aria-label={name ?? "Site"}>
        {tabs
          .filter(([key]) => key !== "why" || may("analyst"))
          .map(([key, words, path]) => (
            <a
              key={key}
              href={href(path)}
              {...(key === tab && { "aria-current": "page" as const })}
            >
              {words}
            </a>
          ))}
      </nav>
      {children}
    </Screen>
  );
}
