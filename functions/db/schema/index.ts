export * from "./auth.ts";
export * from "./jobs.ts";
export * from "./links.ts";
export * from "./responses.ts";
export * from "./surveys.ts";
export * from "./themes.ts";
export * from "./workspaces.ts";
