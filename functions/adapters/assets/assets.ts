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
};

export function assets(binding: Fetcher | undefined): Assets {
  const get: Assets["get"] = async (path) => {
    const response = await binding?.fetch(new URL(path, "https://assets.local"));
    return response?.ok ? response : undefined;
  };
  const json = async <T>(path: string | undefined): Promise<T> => {
    const file = path === undefined ? undefined : await get(path);
    if (!file) {
      throw new AppError("internal", { message: "A data file is missing. Run npm run build." });
    }
    return file.json<T>();
  };
  return {
    get,
    async data<T>(name: string) {
      const names = await json<Record<string, string>>("/data/manifest.json");
      return json<T>(names[name]);
    },
  };
}
