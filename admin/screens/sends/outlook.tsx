import type { SendOutlook } from "../../../domain/wire/sends.ts";
import { DayBars } from "../../charts/day-bars.tsx";
import { mailApi } from "../../api/sends.ts";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useResource } from "../../state/resource.ts";
import { plural } from "../../words/format.ts";
import type { SendDraft } from "./use-send.ts";

const sumOf = ({ days }: SendOutlook) =>
  days.reduce((sum, { planned, expected, reminders }) => sum + planned + expected + reminders, 0);

/** The plan of the fortnight as a draft stands; asked anew with each save. */
export function OutlookSection({ draft: { send, saving } }: { draft: SendDraft }) {
  const pending = saving.state !== "saved";
  return (
    <section class="outlook" aria-busy={saving.state === "waiting" || saving.state === "saving"}>
      <Outlook
        id={send.id}
        turn={String(send.updatedAt)}
        title={
          send.state === "draft" ? "The next fortnight, if it started now" : "The next fortnight"
        }
      />
      {pending && saving.state === "invalid" && (
        <p class="quiet">The plan as it was saved last. {saving.problem.text}</p>
      )}
    </section>
  );
}

/** What the next fortnight brings, by day, as bars with a table behind them. */
export function Outlook({ id, turn, title }: { id: string; turn: string; title: string }) {
  const outlook = useResource(`outlook ${id}`, turn, () => mailApi.outlook(id));
  const all = outlook.data && sumOf(outlook.data);
  return (
    <>
      <h2>{title}</h2>
      {outlook.error !== undefined && <ErrorNote error={outlook.error} retry={outlook.reload} />}
      {!outlook.data && outlook.error === undefined && <Skeleton rows={3} />}
      {outlook.data && all === 0 && <p class="quiet">No mail is planned for the next 14 days.</p>}
      {outlook.data && all !== undefined && all > 0 && (
        <>
          <p class="quiet">
            About {plural(all, "mail")} in 14 days. Pale parts are expected as people come in; the
            rest is planned.
          </p>
          <DayBars days={outlook.data.days} />
        </>
      )}
    </>
  );
}
