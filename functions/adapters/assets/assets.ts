/** The built static files beside the Worker. */
export type Assets = {
  /** The file at this path, or undefined. */
  get(path: string): Promise<Response | undefined>;
};

export function assets(binding: Fetcher | undefined): Assets {
  return {
    async get(path) {
      const response = await binding?.fetch(new URL(path, "https://assets.local"));
      return response?.ok ? response : undefined;
    },
  };
}
