import type { Receipt } from "../../../domain/wire/ingest.ts";
import type { Recorded, RecordedResponse } from "../../db/repositories/collect.ts";
import { AppError } from "../../errors.ts";

/**
 * What the sender of a revision is told of it.
 * @throws AppError conflict, closed, gone, not_found where it is turned away
 */
export function receiptOf(response: RecordedResponse, recorded: Recorded): Receipt {
  const { submission, rev } = response;
  switch (recorded.kind) {
    case "stored":
      return { status: "stored", submission, rev };
    case "erased":
      return { status: "duplicate", submission, rev };
    case "kept":
      if (recorded.rev > rev) return { status: "superseded", submission, rev: recorded.rev };
      if (recorded.rev < rev) throw new AppError("closed");
      if (recorded.content !== response.content) throw new AppError("conflict");
      return { status: "duplicate", submission, rev };
    case "refused":
      throw new AppError(
        recorded.state === "paused" || recorded.state === "closed" ? "gone" : "not_found",
      );
  }
}
