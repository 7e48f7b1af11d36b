/** A foreseen failure: one sentence for the person at the terminal, and a way out. */
export class Failure extends Error {}

/** Runs a command's main function; foreseen failures print their sentence, others their stack. */
export async function command(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exit(1);
  }
}
