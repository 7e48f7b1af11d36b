import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

/** One screen: its heading, what stands beside it, and the document's title. */
export function Screen({
  title,
  name = title,
  beside,
  end,
  children,
}: {
  title: string;
  /** Title of the document where the heading is a sentence. */
  name?: string;
  /** Facts after the heading. */
  beside?: ComponentChildren;
  /** Actions at the far end. */
  end?: ComponentChildren;
  children: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${name} · Verbatim`;
  }, [name]);
  return (
    <main id="main" tabIndex={-1}>
      <div class="head">
        <h1>{title}</h1>
        {beside}
        {end && <div class="end">{end}</div>}
      </div>
      {children}
    </main>
  );
}
