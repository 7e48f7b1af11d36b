import "./settings.css";
import { useRoute } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";
import { useHref } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { NotFound } from "../not-found.tsx";
import { Operations } from "../operations/operations.tsx";
import { Screen } from "../screen.tsx";
import { Sites } from "../sites/list.tsx";
import { Keys } from "./keys.tsx";
import { MailSettings } from "./mail.tsx";
import { Members } from "./members.tsx";
import { Sample } from "./sample.tsx";
import { WorkspaceSettings } from "./workspace.tsx";

const TABS = [
  ["", "Workspace", WorkspaceSettings],
  ["sites", "Sites", Sites],
  ["mail", "Mail", MailSettings],
  ["keys", "API keys", Keys],
  ["members", "Members", Members],
  ["operations", "Operations", Operations],
  ["sample", "Sample data", Sample],
] as const;
const FOR_ADMINS: ReadonlySet<string> = new Set(["mail", "keys", "operations", "sample"]);

/** Everything about the workspace itself. */
export default function Settings() {
  const { tab = "" } = useRoute().params;
  const href = useHref();
  const tabs = useRef<HTMLElement>(null);
  // On a phone the tabs are wider than the screen.
  useEffect(() => {
    tabs.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [tab]);
  const current = TABS.find(([key]) => key === tab);
  if (!current) return <NotFound />;
  const Body = current[2];
  return (
    <Screen title="Settings" name={`${current[1]}, settings`}>
      <nav ref={tabs} class="tabs" aria-label="Settings">
        {TABS.filter(([key]) => may("admin") || !FOR_ADMINS.has(key)).map(([key, name]) => (
          <a
            key={key}
            href={href(`/app/settings${key && `/${key}`}`)}
            {...(key === tab && { "aria-current": "page" as const })}
          >
            {name}
          </a>
        ))}
      </nav>
      <div class="settings">
        <Body />
      </div>
    </Screen>
  );
}
