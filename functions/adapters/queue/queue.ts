/** A line in which texts wait for the database. */
export type IngestQueue = {
  /** @returns whether the text is known to wait now; where it is not, it may do so all the same */
  put(text: string): Promise<boolean>;
};

/** A message is at most 128,000 bytes, about 100 of which are the queue's own. */
const MOST_BYTES = 127_000;
/** With the database's own deadline behind it, a visitor is answered within 3 s (FAULTS 50). */
const DEADLINE_MS = 400;

/** The queue of the deployment. It never throws: what it does not take goes another way. */
export function ingestQueue(binding: Queue): IngestQueue {
  return {
    async put(text) {
      if (isTooLarge(text)) return false;
      const sent = send(binding, text);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), DEADLINE_MS);
      });
      const taken = await Promise.race([sent, late]);
      clearTimeout(timer);
      return taken;
    },
  };
}

async function send(binding: Queue, text: string): Promise<boolean> {
  try {
    await binding.send(text, { contentType: "text" });
    return true;
  } catch {
    return false;
  }
}

function isTooLarge(text: string): boolean {
  // A UTF-16 unit takes at most three bytes: most texts need no counting.
  if (text.length * 3 <= MOST_BYTES) return false;
  return new TextEncoder().encode(text).byteLength > MOST_BYTES;
}
