import type { Send } from "../../../domain/wire/sends.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { moveSend } from "./actions.ts";

/** Asks before a draft is given up: nothing brings it back. */
export function Discard({
  send,
  onClose,
  onDone,
}: {
  send: Send;
  onClose: () => void;
  onDone: (send: Send) => void;
}) {
  const [busy, run] = useBusy();
  return (
    <Dialog
      title={`Discard “${send.name}”?`}
      onClose={onClose}
      actions={
        <Button
          kind="danger"
          busy={busy}
          onClick={() =>
            void run(() =>
              moveSend(send, "cancelled", (next) => {
                onDone(next);
                onClose();
              }),
            )
          }
        >
          Discard the draft
        </Button>
      }
    >
      <p>
        Nothing was sent. The draft stays in the list as cancelled and cannot be taken up again.
      </p>
    </Dialog>
  );
}
