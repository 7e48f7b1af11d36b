import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import type { SiteHealth } from "../../../domain/wire/site-health.ts";
import { api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Copy } from "../../components/copy.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt, toast } from "../../state/toasts.ts";
import { SURVEY_STATES } from "../../words/names.ts";
import { EditSite } from "./edit.tsx";
import { SiteScreen } from "./frame.tsx";
import { checksOf, siteHeadline, stateWords } from "./health.ts";
import { ProofKeys } from "./proof-keys.tsx";
import { MARKS, originsWords } from "./words.ts";

/** One site: its tags, whether its pages are well, and what they are told. */
export default function SitePage() {
  const { id = "" } = useRoute().params;
  const health = useResource(`site ${id}`, "health", () => api.site(id), { live: true });
  const [editing, setEditing] = useState(false);
  const { data } = health;
  return (
    <SiteScreen
      id={id}
      name={data?.site.name}
      tab="health"
      end={data && may("admin") && <Button onClick={() => setEditing(true)}>Edit</Button>}
    >
      {health.error !== undefined && <ErrorNote error={health.error} retry={health.reload} />}
      {!data && health.error === undefined && <Skeleton rows={6} height={64} />}
      {data && <Health health={data} reload={health.reload} />}
      {editing && data && (
        <EditSite
          site={data.site}
          onClose={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            health.reload();
          }}
        />
      )}
    </SiteScreen>
  );
}

function Health({ health, reload }: { health: SiteHealth; reload: () => void }) {
  const { zone } = me.value.workspace;
  const { site } = health;
  const checks = checksOf(
    health,
    zone,
    new URL(/src="([^"]+)"/u.exec(site.snippet)?.[1] ?? location.href).origin,
  );
  const { title, lede } = siteHeadline(checks);
  return (
    <>
      <h2 class="answer">{title}</h2>
      <p class="lede">{lede}</p>
      {may("admin") && site.lost + site.blocked > 0 && <Mended site={site} onChanged={reload} />}
      <dl class="checks">
        {checks.map(({ name, state, fact, means, remedy, paste }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span class={`status ${MARKS[state]}`}>{fact}</span>
              <p>
                {means}
                {remedy && <> {remedy}</>}
              </p>
              {paste && <Copy text={paste} label="the policy" />}
            </dd>
          </div>
        ))}
      </dl>
      <Surveys health={health} zone={zone} />
      <section class="section">
        <header>
          <h2>The tag</h2>
        </header>
        <p class="lede">Once on every page, anywhere in it. It never holds up the page.</p>
        <Copy text={site.snippet} label="the tag" />
        <p class="quiet">{originsWords(site)}</p>
      </section>
      {site.pinned && (
        <section class="section">
          <header>
            <h2>The pinned tag</h2>
          </header>
          <p class="lede">
            For sites that must approve every byte they run: one file, checked by its hash; what
            surveys ask comes as data. After an update of Verbatim the old one goes on working until
            you paste the new one.
          </p>
          <Copy text={site.pinned} label="the pinned tag" />
        </section>
      )}
      <ProofKeys site={site} onChanged={reload} />
    </>
  );
}

/** Counts only grow: once a cause is mended, an admin takes off what it left. */
function Mended({ site, onChanged }: { site: SiteHealth["site"]; onChanged: () => void }) {
  const [busy, run] = useBusy();
  const { id, lost, failed, blocked } = site;
  const change = async (sign: 1 | -1) => {
    await api.changeCounts(id, {
      lost: sign * lost,
      failed: sign * failed,
      blocked: sign * blocked,
    });
    onChanged();
  };
  return (
    <p class="mended">
      <Button
        busy={busy}
        onClick={() =>
          void run(() =>
            attempt("The counts are as they were.", async () => {
              await change(-1);
              toast("Counting from zero.", () => change(1));
            }),
          )
        }
      >
        It is mended, count from zero
      </Button>
    </p>
  );
}

function Surveys({ health: { surveys, now }, zone }: { health: SiteHealth; zone: string }) {
  const href = useHref();
  return (
    <section class="section">
      <header>
        <h2>Surveys on this site</h2>
        <small class="end">As pages go through them: the first whose rules hold asks</small>
      </header>
      {surveys.length === 0 ? (
        <p class="lede">No survey belongs to this site yet.</p>
      ) : (
        <ul class="site-surveys">
          {surveys.map((survey) => (
            <li key={survey.id}>
              <a
                href={href(
                  `/app/surveys/${survey.id}${may("admin") ? "/build" : ""}`,
                  may("admin") ? { tab: "where" } : {},
                )}
              >
                {survey.name}
              </a>
              <span class={`status ${survey.state}`}>{SURVEY_STATES[survey.state]}</span>
              <small>{stateWords(survey, zone, now)}</small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
