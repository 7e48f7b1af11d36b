import { build } from "../../scripts/build.ts";

/** Before the lanes that run the real product: everything they serve is built and up to date. */
export default async function setup(): Promise<void> {
  await build();
}
