import { ApiError } from "../../api/client.ts";

const FIELDS: Readonly<Record<string, string>> = {
  mail: "The sender",
  mailer: "The mailer",
  survey: "The survey",
  audience: "Who is asked",
  "audience.segment": "The segment",
  "plan.kind": "The kind of plan",
  "plan.event": "The event",
  to: "The address",
};

/** An error whose message says what each refused field lacks. */
export function refusal(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const said = Object.entries(error.fields).map(
    ([field, text]) => `${FIELDS[field] ?? "The send"}: ${text}.`,
  );
  if (said.length === 0) return error;
  const { status, code, requestId, fields } = error;
  return new ApiError(status, code, said.join(" "), { requestId, fields: { ...fields } });
}
