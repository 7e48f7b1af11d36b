import "./sends.css";
import { Plus } from "lucide";
import { useState } from "preact/hooks";
import type { Send } from "../../../domain/wire/sends.ts";
import { mailApi } from "../../api/sends.ts";
import { Button, ButtonLink } from "../../components/button.tsx";
import { FilterChip } from "../../components/chip.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { useSurveys } from "../../state/surveys.ts";
import { attempt } from "../../state/toasts.ts";
import { Screen } from "../screen.tsx";
import { SurveyTabs } from "./frame.tsx";
import { needsOf, sendsHeadline } from "./headline.ts";
import { SendTable } from "./rows.tsx";
import { useMailing } from "./use-mailing.ts";
import { useToday } from "./use-today.ts";

/** All sends: what goes out today, what needs somebody, and how far each one is. */
export default function SendsScreen() {
  const [query, setQuery] = useQuery();
  const href = useHref();
  const survey = query["survey"];
  const sends = useResource(`sends ${survey ?? ""}`, "first", () => mailApi.sends(survey), {
    live: true,
  });
  const [older, setOlder] = useState<{
    of: string | undefined;
    items: Send[];
    next: string | null;
  }>();
  const mailing = useMailing();
  const more = older?.of === survey ? older : undefined;
  const items = [...(sends.data?.items ?? []), ...(more?.items ?? [])];
  const next = more ? more.next : (sends.data?.next ?? null);
  const today = useToday(sends.data?.items);
  const surveyName = useSurveys().data?.items.find(({ id }) => id === survey)?.name;
  const needs = needsOf(mailing.data, items);
  const head = sendsHeadline(items, today, mailing.data);
  const create = may("admin") && (
    <ButtonLink kind="primary" icon={Plus} href={href("/app/sends/new", { survey })}>
      New send
    </ButtonLink>
  );
  return (
    <Screen title={items.length > 0 ? head.title : "Mail"} name="Mail" end={create}>
      <SurveyTabs current="mail" />
      {items.length > 0 && head.lede && <p class="lede answer">{head.lede}</p>}
      {survey !== undefined && (
        <div class="filters-set">
          <FilterChip onRemove={() => setQuery({ survey: undefined })}>
            Survey: {surveyName ?? survey}
          </FilterChip>
        </div>
      )}
      {needs.length > 0 && (
        <section class="section">
          <h2>What needs you</h2>
          <ul class="needs">
            {needs.map(({ text, to, action }) => (
              <li key={text}>
                <span class="status failed">{text}</span> <a href={href(to)}>{action}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sends.error !== undefined && <ErrorNote error={sends.error} retry={sends.reload} />}
      {!sends.data && sends.error === undefined && <Skeleton rows={5} />}
      {sends.data && items.length === 0 && (
        <Empty title="Here you will ask by mail" action={create}>
          A send asks people of a segment in one click from their inbox: once, spread over months,
          or some days after something happened. People without an address or who said no are left
          out.
        </Empty>
      )}
      {items.length > 0 && <SendTable items={items} reload={sends.reload} />}
      {next !== null && items.length > 0 && (
        <div class="actions section">
          <Button
            onClick={() =>
              void attempt("Older sends did not load.", async () => {
                const page = await mailApi.sends(survey, next);
                setOlder({
                  of: survey,
                  items: [...(more?.items ?? []), ...page.items],
                  next: page.next,
                });
              })
            }
          >
            Show older sends
          </Button>
        </div>
      )}
    </Screen>
  );
}
