import { ArrowLeft } from "lucide";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Refit as Reply } from "../../../../domain/wire/themes.ts";
import { api } from "../../../api/client.ts";
import { Button, ButtonLink, useBusy } from "../../../components/button.tsx";
import { ErrorNote, Skeleton } from "../../../components/states.tsx";
import { useHref } from "../../../state/location.ts";
import { forgetReplies } from "../../../state/resource.ts";
import { attempt, toast } from "../../../state/toasts.ts";
import { plural } from "../../../words/format.ts";
import { Diff } from "./diff.tsx";
import { useRefit } from "./use-refit.ts";
import { refitHeadline, refitLede } from "./words.ts";

/** Themes found anew, from the first text read to the decision and its way back. */
export function Refit({
  id,
  survey,
  onChanged,
}: {
  id: string;
  survey: SurveySummary;
  onChanged: () => void;
}) {
  const { refit, error, put, reload } = useRefit(id);
  const [busy, run] = useBusy();
  const decide = (accept: boolean) =>
    attempt("Nothing was changed.", async () => {
      const decided = await api.decideRefit(id, accept);
      forgetReplies();
      put(decided);
      onChanged();
      return decided;
    });
  const accept = () =>
    run(async () => {
      if (!(await decide(true))) return;
      toast("The themes are as they were found anew.", () => decide(false));
    });
  const discard = () =>
    run(async () => {
      if (await decide(false)) toast("The themes stay as they were.");
    });
  return (
    <section class="section refit" aria-label="Themes found anew">
      {error !== undefined && <ErrorNote error={error} retry={reload} />}
      {!refit && error === undefined && <Skeleton rows={6} height={44} />}
      {refit?.state === "queued" && <Working refit={refit} />}
      {refit?.state === "ready" && (
        <>
          <header class="decide">
            <div>
              <h2>{refitHeadline(refit)}</h2>
              <p class="lede">{refitLede(refit)} Nothing has changed yet.</p>
            </div>
            <div class="actions end">
              <Button kind="bare" busy={busy} onClick={() => void discard()}>
                Discard
              </Button>
              <Button kind="primary" busy={busy} onClick={() => void accept()}>
                Accept these themes
              </Button>
            </div>
          </header>
          <Diff refit={refit} />
        </>
      )}
      {refit && (refit.state === "accepted" || refit.state === "discarded") && (
        <Decided
          refit={refit}
          survey={survey}
          busy={busy}
          onUndo={() => void run(() => decide(false))}
        />
      )}
      {refit?.state === "failed" && (
        <Said title="It could not be finished" survey={survey}>
          Your themes and edits are as before. It can be started again from the menu of this page.
        </Said>
      )}
    </section>
  );
}

function Working({ refit }: { refit: Reply }) {
  return (
    <div class="empty first-run" aria-busy="true">
      <h2>Finding all themes anew</h2>
      <p role="status">
        {refit.texts > 0
          ? `${plural(refit.texts, "text")} are read and compared. `
          : "The texts are read and compared. "}
        What would change shows here by itself. You can leave this page; its address brings you
        back.
      </p>
    </div>
  );
}

function Decided({
  refit,
  survey,
  busy,
  onUndo,
}: {
  refit: Reply;
  survey: SurveySummary;
  busy: boolean;
  onUndo: () => void;
}) {
  if (refit.state === "discarded") {
    return (
      <Said title="Discarded" survey={survey}>
        The themes are as they were before.
      </Said>
    );
  }
  return (
    <Said
      title="Accepted"
      survey={survey}
      action={
        <Button busy={busy} onClick={onUndo}>
          Undo
        </Button>
      }
    >
      The texts are being read again with these themes; the figures follow within minutes.
    </Said>
  );
}

function Said({
  title,
  survey,
  action,
  children,
}: {
  title: string;
  survey: SurveySummary;
  action?: preact.ComponentChildren;
  children: preact.ComponentChildren;
}) {
  const href = useHref();
  return (
    <div class="empty" role="status">
      <h2>{title}</h2>
      <p>{children}</p>
      <div class="actions">
        <ButtonLink icon={ArrowLeft} href={href("/app/themes", { survey: survey.id })}>
          All themes
        </ButtonLink>
        {action}
      </div>
    </div>
  );
}
