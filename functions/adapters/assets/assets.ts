import { AppError } from "../../errors.ts";

/** The built static files beside the Worker. */
export type Assets = {
  /** The file at this path, or undefined. */
  get(path: string): Promise<Response | undefined>;
  /**
   * What the Worker needs only for some work and so does not carry (scripts/data.ts).
   * @throws AppError internal where nothing was built
   */
  data<T>(name: "languages" | "demo-voices"): Promise<T>;
  /**
   * The same for tables that stay packed.
   * @throws AppError internal where nothing was built
   */
  bytes(name: "words" | "sentiment"): Promise<Uint8Array>;
};

export function assets(binding: Fetcher | undefined): Assets {
  const get: Assets["get"] = async (path) => {
    const response = await binding?.fetch(new URL(path, "https://assets.local"));
    return response?.ok ? response : undefined;
  };
  const file = async (path: string | undefined): Promise<Response> => {
    const response = path === undefined ? undefined : await get(path);
    if (!response) {
      throw new AppError("internal", { message: "A data file is missing. Run npm run build." });
    }
    return response;
  };
  const named = async (name: string): Promise<Response> => {
    const manifest = await file("/data/manifest.json");
    const names = await manifest.json<Record<string, string>>();
    return file(names[name]);
  };
  return {
    get,
    async data<T>(name: string) {
      return (await named(name)).json<T>();
    },
    async bytes(name) {
      return new Uint8Array(await (await named(name)).arrayBuffer());
    },
  };
}
