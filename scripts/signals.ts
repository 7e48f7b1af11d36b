import type { Product } from "./product.ts";

/**
 * Ends the product in order on Ctrl-C or SIGTERM, at once on a second one, and ends this process
 * when the database has ended by itself: without it nothing can be answered.
 */
export function stopOnSignal(
  product: Product,
  before: () => Promise<void> = async () => undefined,
): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    before()
      .then(() => product.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // npm passes a signal to the shell that it started, and the shell does not pass it on.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      stop();
    }, 500);
  }
  void product.database.exited.then((code) => {
    if (stopping) return;
    console.error(
      `The database process ended (code ${code}). Start again; nothing acknowledged is lost.`,
    );
    process.exit(1);
  });
}
