/**
 * Everything but the path of an answer, as one module: an isolate that only collects never compiles
 * it, and what both need stands in few files beside it (docs/decisions/0007).
 */
export { makeApp } from "./app.ts";
export { background } from "./background.ts";
