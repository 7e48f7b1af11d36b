import type { Audience } from "../../../domain/wire/sends.ts";
import { Field, Select, Switch } from "../../components/field.tsx";
import { ErrorNote } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { count, plural } from "../../words/format.ts";
import { LinesField } from "../build/lines-field.tsx";
import { useReach } from "./use-reach.ts";
import type { SendDraft } from "./use-send.ts";
import { useSegments } from "./use-segments.ts";
import { audienceWords } from "./words.ts";

/** First step: the send's name and who is asked. */
export function AudienceStep({ draft: { content, send, change } }: { draft: SendDraft }) {
  const href = useHref();
  const segments = useSegments();
  const { audience } = content;
  const all = segments.data?.items ?? [];
  const choose = (of: Audience["of"]) => {
    if (of === audience.of) return;
    const first = all[0]?.id ?? "";
    change({
      audience:
        of === "everyone" ? { of } : of === "segment" ? { of, segment: first } : { of, people: [] },
    });
  };
  return (
    <div class="step form section">
      <Field
        label="Name"
        maxLength={80}
        value={content.name}
        hint="Only your team sees it."
        onInput={(event) => change({ name: event.currentTarget.value })}
      />
      <p class="quiet">
        Asks with <a href={href(`/app/surveys/${send.survey}`)}>{send.surveyName}</a>.
      </p>
      {send.state !== "draft" && (
        <p class="hint">
          It asks {audienceWords(audience, segments.data?.items)}. That is fixed since it started:
          make another send for others.
        </p>
      )}
      {send.state === "draft" && (
        <fieldset class="form">
          <legend class="label">Who is asked</legend>
          <div>
            <Switch
              label="Who is asked"
              value={audience.of}
              onChange={choose}
              options={[
                ["everyone", "Everyone"],
                ["segment", "A segment"],
                ["people", "Single people"],
              ]}
            />
          </div>
          {audience.of === "segment" &&
            (segments.error !== undefined ? (
              <ErrorNote error={segments.error} retry={segments.reload} />
            ) : segments.data && all.length === 0 ? (
              <p class="hint">
                There is no segment yet.{" "}
                <a href={href("/app/people/segments")}>Make one under People</a>.
              </p>
            ) : (
              <Select
                label="Segment"
                value={audience.segment}
                options={[
                  ...(all.some(({ id }) => id === audience.segment)
                    ? []
                    : [[audience.segment, "Choose …"] as const]),
                  ...all.map(({ id, name }) => [id, name] as const),
                ]}
                hint="Who comes into it later is asked, too, while the send runs."
                onChange={(segment) => change({ audience: { of: "segment", segment } })}
              />
            ))}
          {audience.of === "people" && (
            <LinesField
              label="Their ids, one a line"
              rows={6}
              values={audience.people}
              hint="As your own system knows them, at most 500. Who came by address alone has it as the id."
              onChange={(people) => change({ audience: { of: "people", people } })}
            />
          )}
        </fieldset>
      )}
      <Counted audience={audience} />
      <p class="quiet">
        When somebody’s turn comes, those who rest, answered already, unsubscribed or stand on the
        suppression list are left out, with the reason.
      </p>
    </div>
  );
}

function Counted({ audience }: { audience: Audience }) {
  const reach = useReach(audience);
  if (audience.of === "people") {
    return <p role="status">{plural(audience.people.length, "person", "people")} named.</p>;
  }
  if (reach.error !== undefined) return <ErrorNote error={reach.error} retry={reach.reload} />;
  const found = reach.data;
  if (!found) return <p class="quiet">Counting …</p>;
  const out = found.n - found.reachable;
  return (
    <p role="status" aria-busy={reach.loading}>
      <b>
        {found.complete ? "" : "At least "}
        {plural(found.reachable, "person", "people")}
      </b>{" "}
      may get mail now
      {out > 0 &&
        `; ${count(out)} more ${out === 1 ? "has" : "have"} no address, unsubscribed or took consent back`}
      .
    </p>
  );
}
