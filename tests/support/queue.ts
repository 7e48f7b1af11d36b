/** A queue that keeps what it is sent until a test delivers it. */
export function testQueue() {
  const queue = {
    /** What was sent, oldest first. */
    texts: [] as string[],
    /** How the queue takes a message. */
    mode: "keeps" as "keeps" | "refuses" | "keeps and says nothing",
    binding: {
      async send(text: string) {
        if (queue.mode === "refuses") throw new Error("Too Many Requests");
        queue.texts.push(text);
        if (queue.mode === "keeps and says nothing") await new Promise(() => undefined);
      },
    },
    /** Takes all messages out. */
    take: () => queue.texts.splice(0),
  };
  return queue;
}

/** One delivery of some messages, and what the consumer said to each. */
export function delivery(bodies: readonly unknown[], attempts = 1) {
  const said: (undefined | "acked" | { delaySeconds: number })[] = bodies.map(() => undefined);
  const messages = bodies.map((body, i) => ({
    body,
    attempts,
    ack: () => void (said[i] = "acked"),
    retry: (options: { delaySeconds: number }) => void (said[i] = options),
  }));
  return { queue: "ingest", messages, said };
}
