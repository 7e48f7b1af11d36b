import { CalendarRange, ChevronDown, Monitor, Moon, Search, Sun } from "lucide";
import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Field, Switch } from "../components/field.tsx";
import { Icon } from "../components/icon.tsx";
import { Menu } from "../components/menu.tsx";
import { useQuery } from "../state/location.ts";
import { PRESETS, PRESET_LABELS, type Period, type Preset, periodQuery } from "../state/period.ts";
import { type Scheme, scheme } from "../state/theme.ts";
import { usePeriod } from "../state/use-period.ts";
import { spanLabel } from "../words/dates.ts";
import { Palette } from "./palette.tsx";

const PRESET_KEYS = Object.keys(PRESETS) as Preset[];

/** Screens whose figures belong to a period. */
const timed = (path: string) =>
  path === "/app" ||
  /^\/app\/(responses$|themes)/u.test(path) ||
  /^\/app\/surveys\/[^/]+$/u.test(path);

/** The bar over every screen: the period, the way to anywhere, the colours. */
export function Bar() {
  const { path } = useLocation();
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setSearching(true);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <header class="bar">
      {timed(path) && <PeriodSwitch />}
      <div class="end">
        <Button
          icon={Search}
          aria-keyshortcuts="Meta+K Control+K"
          onClick={() => setSearching(true)}
        >
          <span class="wide">Go to</span>
          <span class="sr phone-only">Go to</span>
          <kbd class="wide" aria-hidden="true">
            {/Mac|iPhone|iPad/u.test(navigator.userAgent) ? "⌘K" : "Ctrl K"}
          </kbd>
        </Button>
        <SchemeMenu />
      </div>
      {searching && <Palette onClose={() => setSearching(false)} />}
    </header>
  );
}

function PeriodSwitch() {
  const period = usePeriod();
  const [, setQuery] = useQuery();
  const [choosing, setChoosing] = useState(false);
  const choose = (key: Preset | "custom") =>
    key === "custom" ? setChoosing(true) : setQuery(periodQuery({ preset: key }), true);
  const year = period.to.slice(0, 4);
  const label = period.preset === "custom" ? "Custom" : PRESET_LABELS[period.preset];
  return (
    <>
      <Switch
        class="wide"
        label="Period"
        value={period.preset}
        onChange={choose}
        options={[
          ...PRESET_KEYS.map((key) => [key, PRESET_LABELS[key]] as const),
          ["custom", "Custom"] as const,
        ]}
      />
      <div class="phone-only">
        <Menu
          align="start"
          label={`Period: ${label}`}
          items={[
            ...PRESET_KEYS.map((key) => ({
              words: PRESET_LABELS[key],
              onSelect: () => choose(key),
            })),
            { words: "Custom", onSelect: () => setChoosing(true) },
          ]}
        >
          {label}
          <Icon of={ChevronDown} />
        </Menu>
      </div>
      {period.preset === "custom" && (
        <Button
          class="wide"
          kind="bare"
          icon={CalendarRange}
          aria-label="Change the days"
          onClick={() => setChoosing(true)}
        />
      )}
      <span class="compared">
        <span class="wide">{spanLabel(period.from, period.to, year)}, compared with </span>
        <span class="phone-only">vs </span>
        {spanLabel(period.before.from, period.before.to, year)}
      </span>
      {choosing && <CustomPeriod period={period} onClose={() => setChoosing(false)} />}
    </>
  );
}

function CustomPeriod({ period, onClose }: { period: Period; onClose: () => void }) {
  const [, setQuery] = useQuery();
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const wrong = !from || !to || from > to;
  return (
    <Dialog
      title="Show these days"
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form="custom-period" aria-disabled={wrong}>
          Show
        </Button>
      }
    >
      <form
        id="custom-period"
        class="pair"
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong) return;
          onClose();
          setQuery(periodQuery({ from, to }), true);
        }}
      >
        <Field
          label="From"
          type="date"
          value={from}
          required
          onInput={(event) => setFrom(event.currentTarget.value)}
        />
        <Field
          label="To, inclusive"
          type="date"
          value={to}
          required
          {...(from > to && { error: "This is before the first day." })}
          onInput={(event) => setTo(event.currentTarget.value)}
        />
      </form>
      <p class="quiet">It is compared with as many days before it.</p>
    </Dialog>
  );
}

const SCHEME_ICONS = { system: Monitor, light: Sun, dark: Moon };
const SCHEME_NAMES: Record<Scheme, string> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
};

function SchemeMenu() {
  return (
    <Menu
      class="button bare"
      label={`Colours: ${SCHEME_NAMES[scheme.value]}`}
      items={(Object.keys(SCHEME_NAMES) as Scheme[]).map((key) => ({
        words: SCHEME_NAMES[key],
        icon: SCHEME_ICONS[key],
        onSelect: () => (scheme.value = key),
      }))}
    >
      <Icon of={SCHEME_ICONS[scheme.value]} />
    </Menu>
  );
}
