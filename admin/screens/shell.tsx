import {
  ChartNoAxesColumn,
  ChevronsUpDown,
  ClipboardList,
  LogOut,
  type IconNode,
  MessageSquareText,
  SlidersHorizontal,
  Tag,
  Users,
} from "lucide";
import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { Icon } from "../components/icon.tsx";
import { Menu } from "../components/menu.tsx";
import { useHref } from "../state/location.ts";
import { me, signOut, switchWorkspace } from "../state/me.ts";
import { attempt } from "../state/toasts.ts";
import { Bar } from "./bar.tsx";

const SCREENS: readonly (readonly [path: string, name: string, icon: IconNode])[] = [
  ["/app", "Overview", ChartNoAxesColumn],
  ["/app/surveys", "Surveys", ClipboardList],
  ["/app/responses", "Responses", MessageSquareText],
  ["/app/themes", "Themes", Tag],
  ["/app/people", "People", Users],
  ["/app/settings", "Settings", SlidersHorizontal],
];

/** What stands around every screen: rail, bar, and the way past both. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const href = useHref();
  // Mail is a part of surveys, with an address of its own.
  const place = path.replace(/^\/app\/sends/u, "/app/surveys");
  const here = (to: string) => (to === "/app" ? place === to : place.startsWith(to));
  const { user, workspace, workspaces } = me.value;
  return (
    <div class="console">
      <a class="skip" href="#main">
        Skip to content
      </a>
      <nav class="rail" aria-label="Main">
        <Menu
          class="workspace"
          align="start"
          items={[
            ...workspaces
              .filter(({ id }) => id !== workspace.id)
              .map(({ id, name }) => ({ words: name, onSelect: () => switchWorkspace(id) })),
            {
              words: `Sign out ${user.email}`,
              icon: LogOut,
              onSelect: () => void attempt("You are still signed in.", signOut),
            },
          ]}
        >
          <span class="logo" aria-hidden="true">
            ”
          </span>
          <span class="cut">{workspace.name}</span>
          <Icon of={ChevronsUpDown} />
        </Menu>
        <ul>
          {SCREENS.map(([to, name, icon]) => (
            <li key={to}>
              <a href={href(to)} {...(here(to) && { "aria-current": "page" as const })}>
                <Icon of={icon} />
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Bar />
      {children}
    </div>
  );
}
