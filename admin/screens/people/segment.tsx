import "./people.css";
import { Send, Trash2 } from "lucide";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { Segment, SegmentRules } from "../../../domain/wire/people.ts";
import { ApiError } from "../../api/client.ts";
import { peopleApi } from "../../api/people.ts";
import { Button, ButtonLink, useBusy } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { reasonOf, toast } from "../../state/toasts.ts";
import { plural } from "../../words/format.ts";
import { Screen } from "../screen.tsx";
import { AttributeRules } from "./attribute-rules.tsx";
import { NoContacts } from "./no-contacts.tsx";
import { OtherRules } from "./other-rules.tsx";
import { deleteSegment } from "./segment-delete.ts";
import { SegmentPeople } from "./segment-people.tsx";
import { segmentProblem } from "./segment-rules.ts";
import { rulesWords } from "./segment-words.ts";

/** One segment: its rules, whom they find now, and what may be done with it. */
export default function SegmentPage({ id }: { id: string }) {
  return may("analyst") ? <One key={id} id={id} /> : <NoContacts name="Segment" />;
}

function One({ id }: { id: string }) {
  const href = useHref();
  const segments = useResource("segments", "all", () => peopleApi.segments());
  const { data, error } = segments;
  const found = data?.items.find((one) => one.id === id);
  if (id === "new" || found) return <Builder before={found} reload={segments.reload} />;
  return (
    <Screen title="Segment">
      {error !== undefined && <ErrorNote error={error} retry={segments.reload} />}
      {!data && error === undefined && <Skeleton rows={6} />}
      {data && segments.fresh && (
        <Empty
          title="This segment is gone"
          action={<ButtonLink href={href("/app/people/segments")}>All segments</ButtonLink>}
        >
          It was deleted, or the address is wrong.
        </Empty>
      )}
    </Screen>
  );
}

function Builder({ before, reload }: { before: Segment | undefined; reload: () => void }) {
  const href = useHref();
  const { route } = useLocation();
  const [name, setName] = useState(before?.name ?? "");
  const [rules, setRules] = useState<SegmentRules>(before?.rules ?? {});
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  const editable = may("admin");
  const wrong = segmentProblem(name, rules);
  const changed =
    name.trim() !== (before?.name ?? "") ||
    JSON.stringify(rules) !== JSON.stringify(before?.rules ?? {});
  const set = (part: Partial<{ [K in keyof SegmentRules]: SegmentRules[K] | undefined }>) => {
    const next = Object.entries({ ...rules, ...part }).filter(([, value]) => value !== undefined);
    setRules(Object.fromEntries(next));
    setProblem(undefined);
  };
  const save = () =>
    run(async () => {
      if (wrong) return setProblem(wrong);
      try {
        const body = { name: name.trim(), rules };
        const saved = before
          ? await peopleApi.saveSegment(before.id, body)
          : await peopleApi.createSegment(body);
        reload();
        setProblem(undefined);
        toast(before ? "Saved." : `“${saved.name}” is a segment now.`, () =>
          before
            ? peopleApi
                .saveSegment(before.id, { name: before.name, rules: before.rules })
                .then(reload)
            : peopleApi.removeSegment(saved.id).then(() => {
                reload();
                route(href("/app/people/segments"), true);
              }),
        );
        if (!before) route(href(`/app/people/segments/${saved.id}`), true);
      } catch (error) {
        const field = error instanceof ApiError ? Object.values(error.fields)[0] : undefined;
        setProblem(field ?? `${reasonOf(error)} Nothing was saved.`);
      }
      return undefined;
    });
  return (
    <Screen
      title={before?.name ?? "New segment"}
      beside={
        before && (
          <small>{before.sends === 0 ? "No send asks it" : plural(before.sends, "send")}</small>
        )
      }
      end={
        before &&
        editable && (
          <>
            <ButtonLink icon={Send} href={href("/app/sends/new", { segment: before.id })}>
              Send a survey
            </ButtonLink>
            <Button
              kind="bare"
              icon={Trash2}
              aria-label={`Delete ${before.name}`}
              onClick={() =>
                void deleteSegment(before, reload).then(
                  (gone) => gone && route(href("/app/people/segments"), true),
                )
              }
            >
              Delete
            </Button>
          </>
        )
      }
    >
      <p class="lede">{rulesWords(rules)}.</p>
      <div class="segment">
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Field
            label="Name"
            autoComplete="off"
            maxLength={80}
            placeholder="Customers in Germany"
            value={name}
            disabled={!editable}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <fieldset class="form" disabled={!editable}>
            <legend class="sr">Rules; every one must hold</legend>
            <AttributeRules
              rules={rules.attributes ?? []}
              onChange={(attributes) =>
                set({ attributes: attributes.length > 0 ? attributes : undefined })
              }
            />
            <OtherRules rules={rules} set={set} />
          </fieldset>
          {editable && (
            <div class="wizard-end">
              {problem && (
                <p class="problem" role="alert">
                  {problem}
                </p>
              )}
              <div class="actions">
                <Button kind="primary" type="submit" busy={busy} aria-disabled={!changed}>
                  Save
                </Button>
                {changed && before && (
                  <Button
                    kind="bare"
                    onClick={() => {
                      setName(before.name);
                      setRules(before.rules);
                      setProblem(undefined);
                    }}
                  >
                    Back to what was saved
                  </Button>
                )}
              </div>
            </div>
          )}
        </form>
        <SegmentPeople rules={rules} />
      </div>
    </Screen>
  );
}
