/** The class that functions/recorder.ts exports, as a caller sees it. */
export type RecorderBinding = {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId): { record(order: string): Promise<string> };
};

/**
 * Hands an order to the one object that commits for all requests together (db/together.ts). Never
 * throws. @returns its reply; undefined when there is none, and nobody knows what became of the order
 */
export function recorder(binding: RecorderBinding): (order: string) => Promise<string | undefined> {
  const id = binding.idFromName("recorder");
  return async (order) => {
    try {
      return await binding.get(id).record(order);
    } catch {
      return undefined;
    }
  };
}
