import "./sends.css";
import { Plus } from "lucide";
import { useRoute } from "preact-iso";
import { api } from "../../api/client.ts";
import { mailApi } from "../../api/sends.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Empty, ErrorNote, NoPermission, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { Screen } from "../screen.tsx";
import { SurveyScreen } from "../survey-head.tsx";
import { HandOver } from "./hand-over.tsx";
import { SendTable } from "./rows.tsx";

/** How one survey goes out by mail: its sends, and the block for a mail tool of one's own. */
export default function SurveyMail() {
  const { id = "" } = useRoute().params;
  const href = useHref();
  const survey = useResource(`survey ${id}`, "mail", () => api.survey(id));
  const sends = useResource(
    `sends ${id}`,
    may("analyst") ? "first" : null,
    () => mailApi.sends(id),
    { live: true },
  );
  if (!may("analyst")) {
    return (
      <Screen title="Mail">
        <NoPermission />
      </Screen>
    );
  }
  if (!survey.data) {
    return (
      <Screen title="Mail">
        {survey.error === undefined ? (
          <Skeleton rows={6} />
        ) : (
          <ErrorNote error={survey.error} retry={survey.reload} />
        )}
      </Screen>
    );
  }
  const askable = survey.data.version > 0 && survey.data.metric !== "none";
  const create = askable && may("admin") && (
    <ButtonLink kind="primary" icon={Plus} href={href("/app/sends/new", { survey: id })}>
      New send
    </ButtonLink>
  );
  const items = sends.data?.items ?? [];
  return (
    <SurveyScreen survey={survey.data} tab="Mail" end={create}>
      {!askable ? (
        <Empty title="This survey cannot go out by mail yet">
          {survey.data.metric === "none"
            ? "A mail asks with one click on a scale, and this survey has no score."
            : "Publish it first: the question with the score stands in the mail."}
        </Empty>
      ) : (
        <>
          <section class="section">
            <h2>Sends</h2>
            {sends.error !== undefined && <ErrorNote error={sends.error} retry={sends.reload} />}
            {!sends.data && sends.error === undefined && <Skeleton rows={3} />}
            {sends.data && items.length === 0 && (
              <p class="lede">
                Nothing was sent with this survey yet. A send asks people in one click from their
                inbox.
              </p>
            )}
            {items.length > 0 && <SendTable items={items} reload={sends.reload} />}
          </section>
          {may("admin") ? (
            <HandOver survey={survey.data} />
          ) : (
            <p class="quiet section">
              Admins also find the block for a mail tool of your own here.
            </p>
          )}
        </>
      )}
    </SurveyScreen>
  );
}
