import { Plus, X } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type * as v from "valibot";
import type { SaveWorkspace } from "../../../domain/wire/workspace.ts";
import { ApiError, api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Field, Select } from "../../components/field.tsx";
import { loadSession, may, me } from "../../state/me.ts";
import { forgetReplies } from "../../state/resource.ts";
import { reasonOf, toast } from "../../state/toasts.ts";
import { count, listed, percent } from "../../words/format.ts";
import { attributeName } from "../../words/names.ts";

type Changes = v.InferInput<typeof SaveWorkspace>;
const MOST_ATTRIBUTES = 6;
const ATTRIBUTE = /^[a-z][a-z0-9_]{0,39}$/u;

/** Saves a part of the workspace; undoing is saving what was there. */
function useSave() {
  const [busy, run] = useBusy();
  const [problem, setProblem] = useState<string>();
  const apply = async (changes: Changes) => {
    await api.saveWorkspace(changes);
    forgetReplies();
    await loadSession();
  };
  const save = (changes: Changes, before: Changes, done: string) =>
    run(async () => {
      try {
        await apply(changes);
        setProblem(undefined);
        toast(done, () => apply(before));
        return true;
      } catch (error) {
        const field = error instanceof ApiError ? Object.values(error.fields)[0] : undefined;
        setProblem(field ?? `${reasonOf(error)} Nothing was changed.`);
        return false;
      }
    });
  return { busy, problem, save };
}

/** Name, time zone, days of rest, attributes for breakdowns, and whose answers never count. */
export function WorkspaceSettings() {
  const { workspace, user } = me.value;
  return (
    <>
      <Name key={`${workspace.name} ${workspace.zone}`} />
      <Rest key={`${workspace.cooldown.shown} ${workspace.cooldown.metric}`} />
      <List
        title="Attributes"
        about="Results can be broken down by these facts that your pages pass along, such as plan or country. Answers that carried one before it was declared are counted too, in the background."
        label="Attribute"
        hint={`Small letters, digits and _. At most ${MOST_ATTRIBUTES}.`}
        values={workspace.attributes}
        nameOf={attributeName}
        most={MOST_ATTRIBUTES}
        wrong={(value) =>
          ATTRIBUTE.test(value)
            ? undefined
            : "Only small letters, digits and _, beginning with a letter."
        }
        changes={(attributes) => ({ attributes })}
      >
        {workspace.filling !== null && <Filling share={workspace.filling} />}
      </List>
      <List
        title="Ignore my team"
        about="Answers of these people are kept as tests and never count. Give the id you identify them with, or a whole domain such as @example.com."
        label="Person id or @domain"
        hint={`Your own address ends in ${user.email.slice(user.email.indexOf("@"))}.`}
        values={workspace.team}
        nameOf={(value) => value}
        most={100}
        wrong={() => undefined}
        changes={(team) => ({ team })}
      />
    </>
  );
}

function Name() {
  const { workspace } = me.value;
  const [name, setName] = useState(workspace.name);
  const [zone, setZone] = useState(workspace.zone);
  const { busy, problem, save } = useSave();
  const zones = [...new Set([workspace.zone, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  const editable = may("admin");
  return (
    <section class="section">
      <h2>Workspace</h2>
      <form
        class="form narrow"
        onSubmit={(event) => {
          event.preventDefault();
          void save({ name, zone }, { name: workspace.name, zone: workspace.zone }, "Saved.");
        }}
      >
        <Field
          label="Name"
          value={name}
          required
          maxLength={80}
          disabled={!editable}
          error={problem}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Time zone"
          value={zone}
          disabled={!editable}
          options={zones.map((one) => [one, one.replaceAll("_", " ")] as const)}
          onChange={setZone}
          hint="Days begin and end by this clock. Changing it counts all days anew; the old figures show until that is done."
        />
        {editable && (
          <div class="actions">
            <Button kind="primary" type="submit" busy={busy}>
              Save
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}

const MOST_DAYS = 3650;

/** How long people are left alone, whichever survey asked. */
function Rest() {
  const { shown, metric } = me.value.workspace.cooldown;
  const [afterShown, setShown] = useState(String(shown));
  const [afterAnswer, setAnswer] = useState(String(metric));
  const { busy, problem, save } = useSave();
  const [next, wanted] = [daysOf(afterShown), daysOf(afterAnswer)];
  const editable = may("admin");
  const wrong = `A whole number from 0 to ${count(MOST_DAYS)}.`;
  return (
    <section class="section">
      <h2>Days of rest</h2>
      <p class="lede">
        How long people are left alone, whichever survey asked. A survey may rest longer; the
        longest wins. People with a proof rest on all of their devices, others on the one they used.
      </p>
      <form
        class="form narrow"
        onSubmit={(event) => {
          event.preventDefault();
          if (next === undefined || wanted === undefined) return;
          const cooldown = { shown: next, metric: wanted };
          void save({ cooldown }, { cooldown: { shown, metric } }, "Saved.");
        }}
      >
        <div class="pair">
          <Field
            label="After any survey was shown"
            inputMode="numeric"
            autoComplete="off"
            value={afterShown}
            disabled={!editable}
            error={next === undefined ? wrong : problem}
            hint="What stands in a page or waits in a tab interrupts nobody and does not count."
            onInput={(event) => setShown(event.currentTarget.value)}
          />
          <Field
            label="After an answer, by metric"
            inputMode="numeric"
            autoComplete="off"
            value={afterAnswer}
            disabled={!editable}
            error={wanted === undefined ? wrong : undefined}
            hint="An answer to one NPS survey rests all NPS surveys."
            onInput={(event) => setAnswer(event.currentTarget.value)}
          />
        </div>
        {editable && (
          <div class="actions">
            <Button kind="primary" type="submit" busy={busy}>
              Save
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}

/** Days as they were typed; undefined for what is no such number. */
function daysOf(text: string): number | undefined {
  const days = /^\d{1,4}$/u.test(text.trim()) ? Number(text) : undefined;
  return days !== undefined && days <= MOST_DAYS ? days : undefined;
}

const FILLING_MS = 5_000;

/** How far past answers are counted by attributes that were declared since. */
function Filling({ share }: { share: number }) {
  const { attributes } = me.value.workspace;
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === "visible" && void loadSession(),
      FILLING_MS,
    );
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="run-progress" role="status">
      <p>
        Counting past answers by {listed(attributes.map((name) => attributeName(name)))}:{" "}
        {percent(share)}
      </p>
      <div class="meter-bar" aria-hidden="true">
        <i style={{ width: `${100 * share}%` }} />
      </div>
      <small>It goes on by itself. Until then breakdowns lack some of the older answers.</small>
    </div>
  );
}

function List({
  title,
  about,
  label,
  hint,
  values,
  nameOf,
  most,
  wrong,
  changes,
  children,
}: {
  title: string;
  about: string;
  label: string;
  hint: string;
  values: readonly string[];
  nameOf: (value: string) => string;
  most: number;
  /** Why a value cannot be added. */
  wrong: (value: string) => string | undefined;
  changes: (values: string[]) => Changes;
  /** What goes on with the list. */
  children?: ComponentChildren;
}) {
  const [text, setText] = useState("");
  const [refused, setRefused] = useState<string>();
  const { busy, problem, save } = useSave();
  const change = async (next: string[], done: string) => {
    if (await save(changes(next), changes([...values]), done)) setText("");
  };
  return (
    <section class="section">
      <h2>{title}</h2>
      <p class="lede">{about}</p>
      <ul class="plain-list narrow">
        {values.map((value) => (
          <li key={value}>
            <span>
              {nameOf(value)} {nameOf(value) !== value && <small>{value}</small>}
            </span>
            {may("admin") && (
              <button
                type="button"
                class="button bare"
                aria-label={`Remove ${value}`}
                onClick={() =>
                  void change(
                    values.filter((one) => one !== value),
                    `“${value}” is removed.`,
                  )
                }
              >
                <Icon of={X} />
              </button>
            )}
          </li>
        ))}
        {values.length === 0 && <li class="quiet">None yet.</li>}
      </ul>
      {children}
      {may("admin") && values.length < most && (
        <form
          class="add-row narrow"
          onSubmit={(event) => {
            event.preventDefault();
            const value = text.trim();
            const reason = value === "" || values.includes(value) ? undefined : wrong(value);
            setRefused(reason);
            if (value !== "" && !values.includes(value) && !reason)
              void change([...values, value], `“${value}” is added.`);
          }}
        >
          <Field
            label={label}
            hint={hint}
            value={text}
            error={refused ?? problem}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" icon={Plus} busy={busy}>
            Add
          </Button>
        </form>
      )}
    </section>
  );
}
