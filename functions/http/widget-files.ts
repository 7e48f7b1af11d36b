import { AppError } from "../errors.ts";

/** What the widget build leaves in /w/manifest.json. */
export type WidgetFiles = {
  /** Loader code with the token __CONFIG__ in it, by loaderKey (domain/targeting/parts). */
  loaders: Record<string, string>;
  /** Paths of the survey module, by partsKey. */
  surveys: Record<string, string>;
  /** Loader and module in one file that a tag names with its integrity. */
  pinned: string;
  integrity: string;
  page: string;
  pageCss: string;
  /** The picture that messengers show of a hosted page. */
  card: string;
};

let known: WidgetFiles | undefined;

/** The built widget's files, read once per isolate: a new build is a new deployment. */
export async function widgetFiles(assets: {
  get(path: string): Promise<Response | undefined>;
}): Promise<WidgetFiles> {
  if (!known) {
    const manifest = await assets.get("/w/manifest.json");
    if (!manifest)
      throw new AppError("internal", { message: "The widget is not built. Run npm run build." });
    known = await manifest.json<WidgetFiles>();
  }
  return known;
}

/** The file for a pinned tag; nothing where no widget is built, which must not keep a site from being made. */
export function pinnedFile(
  assets: Parameters<typeof widgetFiles>[0],
): Promise<Partial<Pick<WidgetFiles, "pinned" | "integrity">>> {
  return widgetFiles(assets).catch(() => ({}));
}
