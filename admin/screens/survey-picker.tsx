import type { SurveySummary } from "../../domain/wire/surveys.ts";
import { Select } from "../components/field.tsx";

/** Which survey a screen is about. */
export function SurveyPicker({
  surveys,
  value,
  onChange,
}: {
  surveys: readonly SurveySummary[];
  value: string;
  onChange: (id: string) => void;
}) {
  return (
    <div class="survey-picker">
      <Select
        label="Survey"
        hideLabel
        value={value}
        onChange={onChange}
        options={surveys.map(({ id, name }) => [id, name] as const)}
      />
    </div>
  );
}
