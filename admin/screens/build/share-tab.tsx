import { ExternalLink, QrCode } from "lucide";
import { useState } from "preact/hooks";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { Button, ButtonLink } from "../../components/button.tsx";
import { Copy } from "../../components/copy.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { moment } from "../../words/dates.ts";
import { placeOf } from "./in-page.tsx";
import { Links } from "./share/links.tsx";
import { QrDialog } from "./share/qr-dialog.tsx";
import { Stage } from "./stage.tsx";
import { SingleLinks } from "./share/single-links.tsx";

/** How the survey reaches people: tag, place in a page, links and their QR codes. */
export function ShareTab({ survey }: { survey: Survey }) {
  const href = useHref();
  const sites = useResource("sites", "all", () => api.sites(), { live: true });
  const site = sites.data?.items.find(({ id }) => id === survey.site);
  const [showing, setShowing] = useState(false);
  const definition = survey.published ?? survey.draft;
  const [language, setLanguage] = useState(definition.language);
  const link = `${location.origin}/s/${survey.slug}`;
  return (
    <div class="builder two">
      <div class="share">
        {survey.version === 0 && (
          <p class="hint">The survey is not published yet. These work once it is.</p>
        )}
        <section class="section">
          <h2>On your site</h2>
          <p class="lede">Paste this tag once on every page. It carries all surveys of the site.</p>
          {sites.error !== undefined && <ErrorNote error={sites.error} retry={sites.reload} />}
          {!sites.data && sites.error === undefined && <Skeleton rows={1} height={56} />}
          {site && (
            <>
              <Copy text={site.snippet} label="the tag" />
              <p>
                {site.seenAt === null ? (
                  <span class="status draft">Tag not seen yet. Open a page that carries it.</span>
                ) : (
                  <span class="status live">
                    Tag seen{site.seenPage && ` on ${site.seenPage}`} at{" "}
                    {moment(site.seenAt, me.value.workspace.zone)}
                  </span>
                )}{" "}
                <a class="quiet" href={href("/app/settings/sites")}>
                  All sites
                </a>
              </p>
            </>
          )}
        </section>
        {survey.draft.look.mode === "inline" && (
          <section class="section">
            <h2>In a page</h2>
            <p class="lede">
              Put this line where the survey should stand. The tag above fills it. How much room it
              needs is told under Look.
            </p>
            <Copy text={placeOf(survey.id)} label="the place" />
          </section>
        )}
        <section class="section">
          <header>
            <h2>Behind a link</h2>
            <div class="end">
              <Button icon={QrCode} onClick={() => setShowing(true)}>
                QR code
              </Button>
              {survey.version > 0 && (
                <ButtonLink href={link} target="_blank" icon={ExternalLink}>
                  Open
                </ButtonLink>
              )}
            </div>
          </header>
          <p class="lede">
            A page of its own, in the look and the languages of the survey. Search engines leave it
            out. <code>?lang=de</code>, <code>?q1=9</code> and <code>?attr.plan=pro</code> fill it
            in.
          </p>
          <Copy text={link} label="the link" code={false} />
        </section>
        <Links survey={survey} />
        <SingleLinks survey={survey} />
        {showing && <QrDialog name={survey.name} url={link} onClose={() => setShowing(false)} />}
      </div>
      <Stage
        definition={definition}
        step={undefined}
        language={language}
        onLanguage={setLanguage}
        from={site?.name ?? survey.name}
      />
    </div>
  );
}
