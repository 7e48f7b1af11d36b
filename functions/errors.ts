/** Every failure that a caller can meet: code -> status and the sentence it is told. */
export const CATALOGUE = {
  bad_json: [400, "The body is not valid JSON."],
  bad_request: [400, "The request is not understood."],
  bad_link: [400, "This link is not valid."],
  unauthorized: [401, "Sign in first, or send an API key."],
  forbidden: [403, "Your role or key does not allow this."],
  bad_origin: [403, "This origin may not post to this site."],
  csrf: [403, "The request did not come from the console."],
  not_found: [404, "There is nothing here."],
  method_not_allowed: [405, "This method is not allowed here."],
  conflict: [409, "The same revision was sent before with other content."],
  closed: [409, "This response can no longer be changed."],
  stale: [409, "Someone saved a newer version. Reload and try again."],
  taken: [409, "This is already in use."],
  gone: [410, "This survey no longer takes answers."],
  expired: [410, "This link has expired."],
  too_large: [413, "The body is too large."],
  invalid: [422, "Some fields are not valid."],
  unknown_version: [422, "This version is not known yet. Keep the answer and try again."],
  rate_limited: [429, "Too many requests. Try again in a minute."],
  internal: [500, "Something went wrong on our side."],
  unavailable: [503, "The database cannot be reached. Nothing was lost; try again shortly."],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof CATALOGUE;

/**
 * The one error that crosses layers. Anything else that is thrown answers `internal` and nothing
 * more: a driver's message holds SQL and people's answers.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: Record<string, string> | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    more: { message?: string; fields?: Record<string, string>; retryAfter?: number } = {},
  ) {
    super(more.message ?? CATALOGUE[code][1]);
    this.code = code;
    this.status = CATALOGUE[code][0];
    this.fields = more.fields;
    this.retryAfter =
      more.retryAfter ?? (code === "rate_limited" ? 60 : code === "unavailable" ? 2 : undefined);
  }
}

/** @throws AppError not_found when the value is missing */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new AppError("not_found");
  return value;
}
