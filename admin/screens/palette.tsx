import { useLocation } from "preact-iso";
import { useId, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import { Dialog } from "../components/dialog.tsx";
import { useHref } from "../state/location.ts";
import { useResource } from "../state/resource.ts";
import { type Target, matching } from "./palette-match.ts";

const SCREENS: readonly Target[] = [
  { name: "Overview", kind: "Screen", path: "/app" },
  { name: "Surveys", kind: "Screen", path: "/app/surveys" },
  { name: "Responses", kind: "Screen", path: "/app/responses" },
  { name: "Themes", kind: "Screen", path: "/app/themes" },
  { name: "Mail", kind: "Screen", path: "/app/sends" },
  { name: "New send", kind: "Mail", path: "/app/sends/new" },
  { name: "Mail settings", kind: "Settings", path: "/app/settings/mail" },
  { name: "People", kind: "Screen", path: "/app/people" },
  { name: "Import people", kind: "People", path: "/app/people/import" },
  { name: "Segments", kind: "People", path: "/app/people/segments" },
  { name: "Workspace settings", kind: "Screen", path: "/app/settings" },
  { name: "Sites", kind: "Settings", path: "/app/settings/sites" },
  { name: "API keys", kind: "Settings", path: "/app/settings/keys" },
  { name: "Members", kind: "Settings", path: "/app/settings/members" },
  { name: "Operations", kind: "Settings", path: "/app/settings/operations" },
];
const MOST = 9;

/** Jumps to a screen or a survey by a few letters. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { route } = useLocation();
  const href = useHref();
  const id = useId();
  const [text, setText] = useState("");
  const [index, setIndex] = useState(0);
  const surveys = useResource("surveys", "palette", () => api.surveys());
  const targets: Target[] = [
    ...SCREENS,
    ...(surveys.data?.items ?? []).flatMap(({ id: survey, name }): Target[] => [
      { name, kind: "Results", path: `/app/surveys/${survey}` },
      { name, kind: "Build", path: `/app/surveys/${survey}/build` },
      { name, kind: "Responses", path: "/app/responses", query: { survey } },
      { name, kind: "Tray", path: "/app/responses/tray", query: { survey } },
      { name, kind: "Themes", path: "/app/themes", query: { survey } },
    ]),
  ];
  const found = matching(targets, text).slice(0, MOST);
  const current = Math.min(index, found.length - 1);
  const go = (target: Target | undefined) => {
    if (!target) return;
    onClose();
    route(href(target.path, target.query));
  };
  return (
    <Dialog title="Go to" onClose={onClose} class="palette">
      <input
        class="input"
        role="combobox"
        aria-label="Screen or survey"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        {...(found[current] && { "aria-activedescendant": `${id}-${current}` })}
        placeholder="A screen or a survey"
        autofocus
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (event.key === "Enter") go(found[current]);
          if (step === undefined || found.length === 0) return;
          event.preventDefault();
          setIndex((current + step + found.length) % found.length);
        }}
      />
      <ul role="listbox" id={`${id}-list`} aria-label="Found">
        {found.map((target, i) => (
          <li
            key={target.kind + target.path + JSON.stringify(target.query)}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === current}
            onPointerMove={() => setIndex(i)}
            onClick={() => go(target)}
          >
            {target.name}
            <small>{target.kind}</small>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="quiet">Nothing has this name.</p>}
    </Dialog>
  );
}
