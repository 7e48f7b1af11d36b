import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/**
 * Turns anything thrown into the one failure shape. What is not an AppError answers `internal` with
 * a request id and nothing else, and is logged by its class name alone.
 */
export function onError(
  error: unknown,
  c: { var: { ctx?: Pick<Context, "requestId"> } },
): Response {
  const known = appErrorIn(error) ?? new AppError("internal");
  if (known.code === "internal") {
    console.error(JSON.stringify({ requestId: c.var.ctx?.requestId, failed: kindOf(error) }));
  }
  return failure(known, c.var.ctx?.requestId ?? "");
}

/** An AppError, also where a library has wrapped it in errors of its own. */
function appErrorIn(error: unknown): AppError | undefined {
  for (let e = error; e instanceof Error; e = e.cause) if (e instanceof AppError) return e;
  return undefined;
}

/** The reply for one AppError. */
export function failure(error: AppError, requestId: string): Response {
  return Response.json(
    {
      error: {
        code: error.code,
        message: error.message,
        requestId,
        ...(error.fields && { fields: error.fields }),
      },
    },
    {
      status: error.status,
      headers: {
        "cache-control": "no-store",
        ...(error.retryAfter !== undefined && { "retry-after": String(error.retryAfter) }),
      },
    },
  );
}

/** Name and first frame: enough to find the place, nothing that a person wrote. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frame = error.stack?.split("\n").find((line) => line.trimStart().startsWith("at "));
  return `${error.name} ${frame?.trim() ?? ""}`.trim();
}
