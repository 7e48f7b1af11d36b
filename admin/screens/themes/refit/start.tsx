import { RefreshCw } from "lucide";
import { Button, useBusy } from "../../../components/button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { api } from "../../../api/client.ts";
import { attempt } from "../../../state/toasts.ts";

/** Says what finding all themes anew means before it begins. */
export function StartRefit({
  survey,
  onClose,
  onStarted,
}: {
  survey: string;
  onClose: () => void;
  onStarted: (id: string) => void;
}) {
  const [busy, run] = useBusy();
  const start = () =>
    run(async () => {
      const refit = await attempt("It did not begin.", () => api.startRefit(survey));
      if (refit) onStarted(refit.id);
    });
  return (
    <Dialog
      title="Find all themes anew?"
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" icon={RefreshCw} busy={busy} onClick={() => void start()}>
            Find them anew
          </Button>
        </>
      }
    >
      <p>
        Runs add to the themes you have and never move what is in them. This looks at the texts as
        if there were no themes yet.
      </p>
      <ul class="bullets">
        <li>It takes a while and goes on when you leave.</li>
        <li>You see what would change, theme by theme. Nothing changes until you accept it.</li>
        <li>Names that people gave, what they pinned and the rules they taught stay.</li>
        <li>Once accepted it can still be undone.</li>
      </ul>
    </Dialog>
  );
}
