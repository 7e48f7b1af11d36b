import * as v from "valibot";
import { AppError } from "../errors.ts";

/** Most bytes that any public post may send (CONTRACTS, Sizes). */
export const MAX_BODY = 32 * 1024;

/**
 * Reads a JSON body, counting bytes on the stream: a length header can lie.
 * @throws AppError too_large, bad_json
 */
export async function readJson(request: Request, max: number = MAX_BODY): Promise<unknown> {
  return parseJson(await readText(request, max));
}

/** @throws AppError bad_json */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError("bad_json");
  }
}

/** Reads a body as UTF-8 up to `max` bytes. @throws AppError too_large, bad_json */
export async function readText(request: Request, max: number): Promise<string> {
  const encoding = request.headers.get("content-encoding");
  if (encoding && encoding !== "identity")
    throw new AppError("bad_request", { message: "Compressed bodies are not accepted." });
  if (!request.body) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let size = 0;
  let text = "";
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > max) throw new AppError("too_large");
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    // A cut connection or bytes that are not UTF-8: nothing was stored either way.
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
    fields[v.getDotPath(issue) ?? "body"] ??= describe(issue);
  }
  throw new AppError(code, { fields });
}

/** valibot's own messages repeat what was received; ours say what is expected. */
function describe(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === "validation" && !issue.message.startsWith("Invalid")) return issue.message;
  if (issue.type === "strict_object" && issue.expected === "never") return "is not a known field";
  return issue.expected ? `must be ${issue.expected}` : "is not valid";
}
