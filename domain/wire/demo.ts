import * as v from "valibot";
import { SetupReply } from "./setup.ts";

/** Body of POST /api/v1/demo: empty to begin, then the cursor of the reply before. */
export const LoadDemo = v.strictObject({
  cursor: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
});

/** How far the sample data is loaded. Send `cursor` back until `done`. */
export const DemoProgress = v.required(v.omit(SetupReply, ["signInUrl", "demo"]), ["progress"]);
export type DemoProgress = v.InferOutput<typeof DemoProgress>;

/** Whether all sample data is gone; ask again until it is. */
export const DemoRemoved = v.object({ done: v.boolean() });
export type DemoRemoved = v.InferOutput<typeof DemoRemoved>;
