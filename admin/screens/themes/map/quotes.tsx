import { Split } from "lucide";
import { useEffect, useState } from "preact/hooks";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Theme, ThemeDetail } from "../../../../domain/wire/themes.ts";
import { api } from "../../../api/client.ts";
import { Button } from "../../../components/button.tsx";
import { Switch } from "../../../components/field.tsx";
import { Empty, ErrorNote, Skeleton } from "../../../components/states.tsx";
import { useHref, useQuery } from "../../../state/location.ts";
import { may } from "../../../state/me.ts";
import { useResource } from "../../../state/resource.ts";
import { usePeriod } from "../../../state/use-period.ts";
import { count, plural } from "../../../words/format.ts";
import { mainScale } from "../../response-facts.ts";
import { NOTHING, chosenOf } from "../../tray/selection.ts";
import { QuoteRows } from "./quote-rows.tsx";
import { SplitDialog } from "./split.tsx";
import { ORDERS, type Order, keyOf, useQuotes } from "./use-quotes.ts";

const WORDS: Record<Order, string> = {
  typical: "Most typical",
  negative: "Most negative",
  positive: "Most positive",
  newest: "Newest",
};
/** As many quotes as one split may name. */
const MOST = 50;

/** What people say about a theme, and where a curator tells what does not belong or splits some off. */
export function Quotes({
  data,
  survey,
  themes,
  onChanged,
}: {
  data: ThemeDetail;
  survey: SurveySummary;
  themes: readonly Theme[];
  onChanged: () => void;
}) {
  const { theme } = data;
  const [query, setQuery] = useQuery();
  const order = ORDERS.find((one) => one === query["order"]) ?? "typical";
  const whole = useResource(`survey ${survey.id}`, "it", () => api.survey(survey.id));
  const quotes = useQuotes(theme.id, survey.id, usePeriod(), order);
  const { first, items } = quotes;
  const [selection, select] = useState(NOTHING);
  const [splitting, setSplitting] = useState(false);
  const [made, setMade] = useState<string>();
  useEffect(() => select(NOTHING), [order]);
  const chosen = chosenOf(selection, items.map(keyOf));
  const changed = () => {
    onChanged();
    void quotes.refresh();
  };
  return (
    <section class="section theme-quotes">
      <header>
        <h3 class="sr">Quotes</h3>
        <Switch
          label="Which quotes first"
          value={order}
          onChange={(next) => setQuery({ order: next })}
          options={ORDERS.map((one) => [one, WORDS[one]] as const)}
        />
      </header>
      {may("analyst") && items.length > 0 && (
        <div class="action-bar pick-bar">
          <p role="status">
            {chosen.length === 0
              ? "Choose quotes to split them off as a theme of their own."
              : `${plural(chosen.length, "quote")} chosen${chosen.length > MOST ? `, at most ${MOST} at a time` : ""}`}{" "}
            <small class="wide keys">
              <kbd>↑</kbd> <kbd>↓</kbd> go, <kbd>Space</kbd> chooses, <kbd>W</kbd> wrong theme
            </small>
          </p>
          <div class="end">
            {chosen.length > 0 && (
              <Button kind="bare" onClick={() => select(NOTHING)}>
                Clear
              </Button>
            )}
            <Button
              icon={Split}
              kind={chosen.length > 0 ? "primary" : "plain"}
              aria-disabled={chosen.length === 0 || chosen.length > MOST}
              onClick={() => chosen.length > 0 && chosen.length <= MOST && setSplitting(true)}
            >
              Split off…
            </Button>
          </div>
        </div>
      )}
      {made !== undefined && <Made data={data} label={made} survey={survey.id} />}
      {first.error !== undefined && <ErrorNote error={first.error} retry={first.reload} />}
      {!first.data && first.error === undefined && <Skeleton rows={6} height={112} />}
      {first.data && items.length === 0 && !first.loading && first.error === undefined && (
        <Empty title="No quotes in this period">
          Nobody speaks of it between these days. A longer period may hold some.
        </Empty>
      )}
      <div aria-busy={first.loading && first.data !== undefined}>
        <QuoteRows
          items={items}
          theme={theme}
          themes={themes}
          survey={survey.id}
          scale={whole.data && mainScale(whole.data)}
          selection={selection}
          onSelect={select}
          onHide={quotes.hide}
          onChanged={changed}
        />
      </div>
      {items.length > 0 && (
        <div class="more" role="status">
          {quotes.next === null ? (
            <small>{plural(items.length, "quote")}, all of them.</small>
          ) : (
            <Button busy={quotes.busy} onClick={() => void quotes.loadMore()}>
              Load more
            </Button>
          )}
          {quotes.of !== null && quotes.of < theme.volume && (
            <small>In order among the newest {count(quotes.of)} mentions.</small>
          )}
        </div>
      )}
      {splitting && (
        <SplitDialog
          theme={theme}
          survey={survey.id}
          quotes={items.filter((quote) => chosen.includes(keyOf(quote)))}
          onClose={() => setSplitting(false)}
          onChanged={changed}
          onMade={(label) => {
            setMade(label);
            select(NOTHING);
          }}
        />
      )}
    </section>
  );
}

/** The way to a theme that was just split off, as long as that stands. */
function Made({ data, label, survey }: { data: ThemeDetail; label: string; survey: string }) {
  const href = useHref();
  const entry = data.edits.find((edit) => edit.kind === "split" && !edit.undone);
  if (!entry?.made) return null;
  return (
    <p class="hint">
      “<bdi>{label}</bdi>” is a theme of its own.{" "}
      <a href={href(`/app/themes/${entry.made}`, { survey })}>Open it</a>
    </p>
  );
}
