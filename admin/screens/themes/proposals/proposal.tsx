import { Check, ChevronRight, Merge, PenLine, X } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { api } from "../../../api/client.ts";
import { Button } from "../../../components/button.tsx";
import { Icon } from "../../../components/icon.tsx";
import { ErrorNote, Skeleton } from "../../../components/states.tsx";
import { useHref } from "../../../state/location.ts";
import { useResource } from "../../../state/resource.ts";
import { usePeriod } from "../../../state/use-period.ts";
import { plural } from "../../../words/format.ts";

const QUOTES = 3;

/** One proposed theme: opened it shows why, and what can be done with it. */
export function Proposal({
  theme,
  survey,
  open,
  renaming,
  onOpen,
  onAccept,
  onAskRename,
  onRename,
  onMerge,
  onRefuse,
}: {
  theme: Theme;
  survey: SurveySummary;
  open: boolean;
  renaming: boolean;
  onOpen: () => void;
  onAccept: () => void;
  onAskRename: (ask: boolean) => void;
  onRename: (label: string) => void;
  onMerge: () => void;
  onRefuse: () => void;
}) {
  return (
    <li data-proposal={theme.id} class={open ? "open" : undefined}>
      <div class="proposed">
        <button type="button" class="choose" aria-expanded={open} onClick={onOpen}>
          <Icon of={ChevronRight} />
          <bdi>{theme.label}</bdi>
          <small>{plural(theme.volume, "mention")}</small>
        </button>
        {!renaming && (
          <span class="end">
            <Button icon={Check} aria-label={`Accept “${theme.label}”`} onClick={onAccept}>
              Accept
            </Button>
            {open && (
              <Button kind="bare" icon={PenLine} onClick={() => onAskRename(true)}>
                Rename and accept
              </Button>
            )}
            <Button
              kind="bare"
              icon={Merge}
              aria-label={`Merge “${theme.label}” into another theme`}
              onClick={onMerge}
            >
              Merge…
            </Button>
            <Button
              kind="bare"
              icon={X}
              aria-label={`Turn down “${theme.label}”`}
              onClick={onRefuse}
            >
              Turn down
            </Button>
          </span>
        )}
      </div>
      {renaming && (
        <Rename label={theme.label} onRename={onRename} onCancel={() => onAskRename(false)} />
      )}
      {open && <Quotes theme={theme} survey={survey} />}
    </li>
  );
}

function Rename({
  label,
  onRename,
  onCancel,
}: {
  label: string;
  onRename: (label: string) => void;
  onCancel: () => void;
}) {
  const [name, setName] = useState(label);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const given = name.trim();
  return (
    <form
      class="rename"
      onSubmit={(event) => {
        event.preventDefault();
        if (given !== "") onRename(given);
      }}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <input
        ref={field}
        class="input"
        aria-label={`New name of “${label}”`}
        value={name}
        maxLength={60}
        required
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Button kind="primary" type="submit">
        Accept under this name
      </Button>
      <Button kind="bare" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}

/** The texts that it was made of, most typical first. */
function Quotes({ theme, survey }: { theme: Theme; survey: SurveySummary }) {
  const { from, to } = usePeriod();
  const href = useHref();
  const quotes = useResource(`proposal ${theme.id}`, `${survey.id} ${from} ${to}`, () =>
    api.themeQuotes(theme.id, { survey: survey.id, from, to, order: "typical" }),
  );
  const { data } = quotes;
  return (
    <div class="why">
      {quotes.error !== undefined && <ErrorNote error={quotes.error} retry={quotes.reload} />}
      {!data && quotes.error === undefined && <Skeleton rows={QUOTES} height={40} />}
      {data?.items.length === 0 && <p class="quiet">Nobody spoke of it in this period.</p>}
      {data?.items.slice(0, QUOTES).map(({ response, question, text, language }) => (
        <blockquote key={response + question} dir="auto" {...(language && { lang: language })}>
          {text}
        </blockquote>
      ))}
      <a class="quiet" href={href(`/app/themes/${theme.id}`, { survey: survey.id })}>
        All about it
      </a>
    </div>
  );
}
