import { Download } from "lucide";
import { useId, useState } from "preact/hooks";
import type { SingleLinks as Made } from "../../../../domain/wire/share.ts";
import type { Survey } from "../../../../domain/wire/surveys.ts";
import { shareApi } from "../../../api/share.ts";
import { Button, useBusy } from "../../../components/button.tsx";
import { Field, Switch, TextArea } from "../../../components/field.tsx";
import { me } from "../../../state/me.ts";
import { attempt } from "../../../state/toasts.ts";
import { moment } from "../../../words/dates.ts";
import { instantAt, wallTime } from "../../../words/zoned.ts";
import { fileName, saveBlob } from "./save-blob.ts";
import { idsIn, singleCsv } from "./single-csv.ts";

const MOST = 500;

type Ready = { items: Made["items"]; closesAt: number | null };

/** Links that take one answer each, made in bulk and downloaded. Nothing is stored of them. */
export function SingleLinks({ survey }: { survey: Survey }) {
  const form = useId();
  const { zone } = me.value.workspace;
  const [whom, setWhom] = useState<"anybody" | "people">("anybody");
  const [count, setCount] = useState("50");
  const [ids, setIds] = useState("");
  const [closesAt, setClosesAt] = useState<number | null>(null);
  const [ready, setReady] = useState<Ready>();
  const [busy, run] = useBusy();
  const people = idsIn(ids);
  const n = Number(count);
  const wrong =
    whom === "people"
      ? people.length > MOST
        ? `At most ${MOST} at once; these are ${people.length}.`
        : undefined
      : Number.isInteger(n) && n >= 1 && n <= MOST
        ? undefined
        : `A number from 1 to ${MOST}.`;
  const past = closesAt !== null && closesAt <= Date.now() ? "This is over already." : undefined;
  const nobody = whom === "people" && people.length === 0;
  const make = () =>
    run(() =>
      attempt("No links were made.", async () => {
        const body = { ...(whom === "people" ? { people } : { n }), closesAt };
        setReady({ ...(await shareApi.createSingleLinks(survey.id, body)), closesAt });
      }),
    );
  const download = async ({ items }: Ready) =>
    saveBlob(
      `single-links-${fileName(survey.name)}.csv`,
      new Blob([await singleCsv(items)], { type: "text/csv;charset=utf-8" }),
    );
  return (
    <section class="section">
      <h2>Links for one answer each</h2>
      <p class="lede">
        For your own mail tool, a letter, a voucher: each takes one answer and then says so. A link
        of a person gives the answer to that person.
      </p>
      <form
        id={form}
        class="form single-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrong && !past && !nobody) void make();
        }}
      >
        <Switch
          label="Whom they are for"
          options={[
            ["anybody", "Anybody"],
            ["people", "People by id"],
          ]}
          value={whom}
          onChange={setWhom}
        />
        {whom === "people" ? (
          <TextArea
            label="Ids, one a line"
            rows={4}
            value={ids}
            error={wrong}
            hint={
              people.length === 0
                ? "As they stand under People. Of who is not there the answers stay anonymous."
                : `${people.length} ${people.length === 1 ? "person" : "people"}`
            }
            onInput={(event) => setIds(event.currentTarget.value)}
          />
        ) : (
          <Field
            label="How many"
            inputMode="numeric"
            value={count}
            error={wrong}
            hint={`At most ${MOST} at once.`}
            onInput={(event) => setCount(event.currentTarget.value)}
          />
        )}
        <Field
          label="They close"
          type="datetime-local"
          value={closesAt === null ? "" : wallTime(closesAt, zone)}
          error={past}
          hint={closesAt === null ? "Empty: with the survey." : zone.replaceAll("_", " ")}
          onInput={(event) => setClosesAt(instantAt(event.currentTarget.value, zone) ?? null)}
        />
        <Button type="submit" busy={busy} aria-disabled={nobody || !!wrong || !!past}>
          Make the links
        </Button>
      </form>
      {ready && (
        <div class="single-ready" role="status">
          <p>
            {ready.items.length} {ready.items.length === 1 ? "link is" : "links are"} ready
            {ready.closesAt !== null && `, open until ${moment(ready.closesAt, zone)}`}. They are
            kept nowhere: download them now.
          </p>
          <Button kind="primary" icon={Download} onClick={() => void download(ready)}>
            Download as CSV
          </Button>
        </div>
      )}
    </section>
  );
}
