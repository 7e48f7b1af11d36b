import "./sites.css";
import { Plus } from "lucide";
import { useState } from "preact/hooks";
import type { Site } from "../../../domain/wire/workspace.ts";
import { api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Copy } from "../../components/copy.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { EditSite } from "./edit.tsx";
import { siteStatus } from "./health.ts";
import { MARKS, originsWords, sitePath } from "./words.ts";

/** Where surveys show: each site with its tag and whether it is well. */
export function Sites() {
  const sites = useResource("sites", "all", () => api.sites(), { live: true });
  const [adding, setAdding] = useState(false);
  const add = (
    <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
      New site
    </Button>
  );
  return (
    <section class="section">
      <header>
        <h2>Sites</h2>
        {may("admin") && <div class="end">{add}</div>}
      </header>
      <p class="lede">
        Paste the tag once on every page. Surveys, rules and looks then change from here, without
        touching the page.
      </p>
      {sites.error !== undefined && <ErrorNote error={sites.error} retry={sites.reload} />}
      {!sites.data && sites.error === undefined && <Skeleton rows={2} height={120} />}
      {sites.data?.items.length === 0 && (
        <Empty title="No site yet" action={may("admin") && add}>
          A site gives you the tag that shows surveys on your pages.
        </Empty>
      )}
      {sites.data?.items.map((site) => (
        <OneSite key={site.id} site={site} />
      ))}
      {adding && (
        <EditSite
          site={undefined}
          onClose={() => setAdding(false)}
          onSaved={() => {
            setAdding(false);
            sites.reload();
          }}
        />
      )}
    </section>
  );
}

function OneSite({ site }: { site: Site }) {
  const href = useHref();
  const { state, words } = siteStatus(site, me.value.workspace.zone, Date.now());
  return (
    <article class="site">
      <div class="head">
        <h3>
          <a href={href(sitePath(site.id))}>{site.name}</a>
        </h3>
        <span class={`status ${MARKS[state]}`}>{words}</span>
      </div>
      <Copy text={site.snippet} label={`the tag of ${site.name}`} />
      <p class="quiet">
        {originsWords(site)}{" "}
        {may("analyst") && <a href={href(sitePath(site.id, "why"))}>Why somebody would be asked</a>}
      </p>
    </article>
  );
}
