import * as v from "valibot";
import { sayIssue } from "../../domain/wire/issues.ts";
import { AppError } from "../errors.ts";

/** Most bytes that any public post may send (CONTRACTS, Sizes). */
export const MAX_BODY = 32 * 1024;

/**
 * A body over its limit is read on and forgotten up to here: a connection that is answered in the
 * middle of a body may be reset, and then nobody hears the answer. The front passes on no more.
 */
const MAX_DISCARDED = 1024 * 1024;

/**
 * Reads a JSON body, counting bytes on the stream: a length header can lie.
 * @throws AppError too_large, bad_json, bad_request
 */
export async function readJson(request: Request, max: number = MAX_BODY): Promise<unknown> {
  checkJsonType(request);
  return parseJson(await readText(request, max));
}

/** Plain text may hold JSON too: a browser sends it without a preflight. @throws AppError bad_request */
export function checkJsonType(request: Request): void {
  const type = request.headers.get("content-type");
  if (type === "text/plain;charset=UTF-8" || type === "application/json") return;
  if (type && !/^(?:application\/json|text\/plain) *(?:;|$)/iu.test(type))
    throw new AppError("bad_request", { message: "Send application/json or text/plain." });
}

/** Parses JSON in which no key stands twice: two readers could take two values. @throws AppError bad_json */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    throw new AppError("bad_json");
  }
  if (keysWritten(text) !== keysIn(value)) throw new AppError("bad_json");
  return value;
}

/** Keys in the text of valid JSON: the colons outside its strings. */
function keysWritten(text: string): number {
  let keys = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    else if (quoted && char === "\\") i++;
    else if (!quoted && char === ":") keys++;
  }
  return keys;
}

function keysIn(value: unknown): number {
  let keys = 0;
  const open = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== "object" || one === null) continue;
    const inner: unknown[] = Object.values(one);
    if (!Array.isArray(one)) keys += inner.length;
    for (const next of inner) open.push(next);
  }
  return keys;
}

/** Reads a body as UTF-8 up to `max` bytes. @throws AppError too_large, bad_json */
export async function readText(request: Request, max: number): Promise<string> {
  const encoding = request.headers.get("content-encoding");
  if (encoding && encoding !== "identity")
    throw new AppError("bad_request", { message: "Compressed bodies are not accepted." });
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) <= max) return readWhole(request, max);
  if (!request.body) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let size = 0;
  let text = "";
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > MAX_DISCARDED) break;
      if (size <= max) text += decoder.decode(chunk, { stream: true });
    }
    if (size > max) throw new AppError("too_large");
    return text + decoder.decode();
  } catch (error) {
    // A cut connection or bytes that are not UTF-8: nothing was stored either way.
    throw error instanceof AppError ? error : new AppError("bad_json");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * A body whose declared length fits, at once: HTTP ends it at that length, and reading it as a
 * stream costs more than everything else that is done with it.
 */
async function readWhole(request: Request, max: number): Promise<string> {
  try {
    const bytes = await request.arrayBuffer();
    if (bytes.byteLength > max) throw new AppError("too_large");
    return utf8.decode(bytes);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError("bad_json");
  }
}

/** Parses input with a wire schema. @throws AppError with a message for each field, never the input */
export function parse<T extends v.GenericSchema>(
  schema: T,
  input: unknown,
  code: "invalid" | "bad_request" = "invalid",
): v.InferOutput<T> {
  const result = v.safeParse(schema, input, { abortPipeEarly: true });
  if (result.success) return result.output;
  const fields: Record<string, string> = {};
  for (const issue of result.issues.slice(0, 20)) {
    const { field, message } = sayIssue(issue);
    fields[field] ??= message;
  }
  throw new AppError(code, { fields });
}
