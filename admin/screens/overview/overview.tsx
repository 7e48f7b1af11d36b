import "./overview.css";
import { api } from "../../api/client.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { usePeriod } from "../../state/use-period.ts";
import { overviewHeadline } from "../../words/headlines.ts";
import { Screen } from "../screen.tsx";
import { Feed } from "./feed.tsx";
import { Surveys } from "./rows.tsx";
import { Waiting } from "./waiting.tsx";

/** What changed: one row a survey, then the changes that are real. */
export default function Overview() {
  const { from, to } = usePeriod();
  const overview = useResource("overview", `${from} ${to}`, () => api.overview({ from, to }), {
    live: true,
  });
  const { data } = overview;
  if (overview.error !== undefined && !data) {
    return (
      <Screen title="Overview">
        <ErrorNote error={overview.error} retry={overview.reload} />
      </Screen>
    );
  }
  if (!data) {
    return (
      <Screen title="Overview">
        <div class="section">
          <Skeleton rows={7} />
        </div>
      </Screen>
    );
  }
  if (data.items.length === 0) return <Nothing />;
  const { title, lede } = overviewHeadline(data.items);
  return (
    <Screen title={title} name="Overview">
      <p class="lede">{lede}</p>
      <Surveys items={data.items} busy={overview.loading} />
      <div class="overview-more">
        <Feed feed={data.feed} items={data.items} />
        <Waiting items={data.items} feed={data.feed} />
      </div>
    </Screen>
  );
}

function Nothing() {
  const href = useHref();
  return (
    <Screen title="No survey is running" name="Overview">
      <Empty
        title="Here you will see what changed"
        action={
          may("admin") && (
            <>
              <ButtonLink kind="primary" href={href("/app/surveys")}>
                Create a survey
              </ButtonLink>
              <ButtonLink href={href("/app/settings/sample")}>Load sample data</ButtonLink>
            </>
          )
        }
      >
        Each survey with its score, whether it really moved, and what people say about it.
      </Empty>
    </Screen>
  );
}
