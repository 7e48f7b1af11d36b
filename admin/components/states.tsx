import { Copy } from "lucide";
import type { ComponentChildren } from "preact";
import { ApiError } from "../api/client.ts";
import { reasonOf, toast } from "../state/toasts.ts";
import { Button } from "./button.tsx";

/** Lines of grey where content will stand, at its height. */
export function Skeleton({ rows = 4, height = 56 }: { rows?: number; height?: number }) {
  return (
    <div class="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, i) => (
        <i key={i} style={{ height: `${height - 16}px` }} />
      ))}
    </div>
  );
}

/** Nothing here yet: what will be, and the one step to get it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && <div class="actions">{action}</div>}
    </div>
  );
}

/** What happened, whether anything was lost, what to do, and the id to tell us. */
export function ErrorNote({
  error,
  retry,
  lost = "Nothing was lost.",
}: {
  error: unknown;
  retry?: () => void;
  lost?: string;
}) {
  const known = error instanceof ApiError ? error : undefined;
  if (known?.status === 403) return <NoPermission />;
  const missing = known?.status === 404;
  return (
    <div class="error-note" role="alert">
      <h2>{missing ? "There is nothing here" : "This did not load"}</h2>
      <p>{missing ? "It was removed, or the address is wrong." : `${reasonOf(error)} ${lost}`}</p>
      <div class="actions">
        {retry && !missing && <Button onClick={retry}>Try again</Button>}
        {known?.requestId && <RequestId id={known.requestId} />}
      </div>
    </div>
  );
}

function RequestId({ id }: { id: string }) {
  return (
    <span class="quiet request-id">
      Request <code>{id}</code>
      <Button
        kind="bare"
        icon={Copy}
        aria-label="Copy the request id"
        onClick={() =>
          void navigator.clipboard.writeText(id).then(() => toast("Request id copied."))
        }
      />
    </span>
  );
}

/** The member's role does not reach this far. */
export function NoPermission() {
  return (
    <Empty title="Your role does not show this">
      An admin of this workspace can change your role under Settings, Members.
    </Empty>
  );
}
