import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { Metric } from "../../../domain/wire/common.ts";
import { api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field, Select } from "../../components/field.tsx";
import { useHref } from "../../state/location.ts";
import { useResource } from "../../state/resource.ts";
import { reasonOf } from "../../state/toasts.ts";

const TEMPLATES: readonly (readonly [Metric, string, string])[] = [
  ["nps", "NPS", "Would they recommend you? 0 to 10, then why."],
  ["csat", "CSAT", "Were they satisfied? Five faces, then why."],
  ["ces", "CES", "Was it easy? 1 to 7, then what made it so."],
  ["none", "Open feedback", "One open question, no score."],
];

/** Starts a survey from a template. */
export function CreateSurvey({ onClose }: { onClose: () => void }) {
  const { route } = useLocation();
  const href = useHref();
  const sites = useResource("sites", "all", () => api.sites());
  const [template, setTemplate] = useState<Metric>("nps");
  const [name, setName] = useState("");
  const [site, setSite] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  const all = sites.data?.items ?? [];
  const create = () =>
    run(async () => {
      try {
        const survey = await api.createSurvey({ name, template, ...(site && { site }) });
        onClose();
        route(href(`/app/surveys/${survey.id}/build`));
      } catch (error) {
        setProblem(`${reasonOf(error)} No survey was made.`);
      }
    });
  return (
    <Dialog
      title="New survey"
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form="create-survey" busy={busy}>
          Create draft
        </Button>
      }
    >
      <form
        id="create-survey"
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <fieldset class="templates">
          <legend class="label">Start from</legend>
          {TEMPLATES.map(([metric, title, about]) => (
            <label key={metric}>
              <input
                type="radio"
                name="template"
                checked={metric === template}
                onChange={() => setTemplate(metric)}
              />
              <b>{title}</b>
              <small>{about}</small>
            </label>
          ))}
        </fieldset>
        <Field
          label="Name"
          required
          maxLength={120}
          value={name}
          error={problem}
          hint="Only your team sees it."
          onInput={(event) => setName(event.currentTarget.value)}
        />
        {all.length > 1 && (
          <Select
            label="Site"
            value={site || (all[0]?.id ?? "")}
            options={all.map((one) => [one.id, one.name] as const)}
            onChange={setSite}
          />
        )}
      </form>
    </Dialog>
  );
}
