import { useState } from "preact/hooks";
import { api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { ErrorNote, NoPermission } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { loadSession, may, me } from "../../state/me.ts";
import { forgetReplies } from "../../state/resource.ts";
import { toast } from "../../state/toasts.ts";
import { percent } from "../../words/format.ts";

type Work = { words: string; share: number | undefined };

/** A year of a made-up shop, to look round in; gone in one click. */
export function Sample() {
  const [work, setWork] = useState<Work>();
  const [error, setError] = useState<unknown>();
  const [busy, run] = useBusy();
  const href = useHref();
  if (!may("admin")) return <NoPermission />;
  const loaded = me.value.workspace.demo;

  const doing = (
    words: string,
    step: () => Promise<{ done: boolean; progress?: number }>,
    end: string,
  ) =>
    run(async () => {
      setError(undefined);
      setWork({ words, share: undefined });
      try {
        for (;;) {
          const { done, progress } = await step();
          setWork({ words, share: progress });
          if (done) break;
        }
        toast(end);
      } catch (failure) {
        setError(failure);
      } finally {
        setWork(undefined);
        forgetReplies();
        await loadSession();
      }
    });
  const load = () => {
    let cursor: string | undefined;
    return doing(
      "Loading sample data",
      async () => {
        const reply = await api.loadDemo(cursor);
        cursor = reply.cursor;
        return reply;
      },
      "The sample data is here.",
    );
  };
  const remove = () =>
    doing("Removing sample data", () => api.removeDemo(), "All sample data is gone.");

  return (
    <section class="section">
      <h2>Sample data</h2>
      <p class="lede">
        Twelve months of a made-up outdoor shop: four surveys, several thousand answers in four
        languages, and one real dip with its cause. Your own surveys and answers are not touched,
        neither by loading nor by removing it.
      </p>
      {error !== undefined && (
        <ErrorNote
          error={error}
          lost="What was done so far stays; starting again goes on from there."
        />
      )}
      <div class="actions section-actions">
        {loaded && (
          <>
            <Button kind="danger" busy={busy} onClick={() => void remove()}>
              Remove sample data
            </Button>
            <a href={href("/app")}>Look round</a>
          </>
        )}
        {(!loaded || error !== undefined) && (
          <Button kind={loaded ? "plain" : "primary"} busy={busy} onClick={() => void load()}>
            Load sample data
          </Button>
        )}
      </div>
      {work && (
        <div class="run-progress" role="status">
          <p>
            {work.words}
            {work.share === undefined ? " …" : `: ${percent(work.share)}`}
          </p>
          <div class="meter-bar" aria-hidden="true">
            <i style={{ width: `${100 * (work.share ?? 0)}%` }} />
          </div>
          <small>Keep this page open until it is done.</small>
        </div>
      )}
    </section>
  );
}
