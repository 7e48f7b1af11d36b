import { fileURLToPath } from "node:url";

/** Absolute folders of the project. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
export const buildFolder = `${root}/.build`;
export const assetsFolder = `${buildFolder}/assets`;
/** What stands beside the Worker where no Cloudflare does. */
export const edgeFolder = `${buildFolder}/edge`;
export const workerFile = `${buildFolder}/worker/index.js`;
export const migrationsFolder = `${root}/migrations`;
/** Widgets of earlier releases that pages may still name. */
export const releasedFolder = `${root}/widgets/released`;
