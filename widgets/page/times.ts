import { momentIn } from "../../domain/time/told.ts";

/** The server knows the workspace's clock alone: times on the page are told by the reader's. */
export function tellTimes(): void {
  for (const time of document.querySelectorAll("time"))
    time.textContent = momentIn(document.documentElement.lang, Date.parse(time.dateTime));
}
