import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Theme } from "../../../domain/wire/themes.ts";
import { api } from "../../api/client.ts";
import { Switch } from "../../components/field.tsx";
import { Quote } from "../../components/quote.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { usePeriod } from "../../state/use-period.ts";
import { factsOf, mainScale } from "../response-facts.ts";

const KINDS = ["negative", "newest", "positive"] as const;
type Kind = (typeof KINDS)[number];
const WORDS: Record<Kind, string> = {
  negative: "Most negative",
  newest: "Newest",
  positive: "Most positive",
};
const READ = 40;
const SHOWN = 8;

/** What people say about a theme, with the words that it was read from. */
export function ThemeQuotes({ theme, survey }: { theme: Theme; survey: SurveySummary }) {
  const href = useHref();
  const [query, setQuery] = useQuery();
  const { from, to } = usePeriod();
  const kind = KINDS.find((one) => one === query["quotes"]) ?? "newest";
  const whole = useResource(`survey ${survey.id}`, "it", () => api.survey(survey.id));
  const quotes = useResource(`quotes ${theme.id}`, `${survey.id} ${from} ${to} ${kind}`, () =>
    api.responses(survey.id, {
      from,
      to,
      theme: theme.id,
      text: "1",
      state: "counted",
      limit: String(READ),
      ...(kind !== "newest" && { sentiment: kind }),
    }),
  );
  const { zone } = me.value.workspace;
  const now = Date.now();
  const scale = whole.data && mainScale(whole.data);
  const low = scale?.reversed ? -1 : 1;
  const worst = (score: number | null) =>
    score === null ? Infinity : score * low * (kind === "positive" ? -1 : 1);
  const items = (quotes.data?.items ?? []).toSorted((a, b) =>
    kind === "newest" ? b.at - a.at : worst(a.score) - worst(b.score),
  );
  return (
    <section class="section">
      <header>
        <h3>Quotes</h3>
        <Switch
          label="Which quotes"
          value={kind}
          onChange={(next) => setQuery({ quotes: next })}
          options={KINDS.map((one) => [one, WORDS[one]] as const)}
        />
        <a class="quiet end" href={href("/app/responses", { survey: survey.id, theme: theme.id })}>
          All of them
        </a>
      </header>
      {quotes.error !== undefined && <ErrorNote error={quotes.error} retry={quotes.reload} />}
      {!quotes.data && quotes.error === undefined && <Skeleton rows={3} height={88} />}
      {quotes.data && items.length === 0 && <p class="quiet">None in this period.</p>}
      <div aria-busy={quotes.loading && quotes.data !== undefined}>
        {items.slice(0, SHOWN).map((response) => (
          <Quote
            key={response.id}
            response={{
              ...response,
              mentions: response.mentions.filter((mention) => mention.theme === theme.id),
            }}
            scale={scale}
            facts={factsOf(response, zone, now)}
            open={href("/app/responses", { survey: survey.id, theme: theme.id, open: response.id })}
            plain
          />
        ))}
      </div>
    </section>
  );
}
