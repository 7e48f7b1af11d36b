import { Select } from "../../components/field.tsx";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
type Hours = { weekdays: number[]; from: number; to: number };

const hour = (n: number) => `${String(n).padStart(2, "0")}:00`;
const hours = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => [String(from + i), hour(from + i)] as const);

/** On which days of the week and between which hours mail may leave. */
export function HoursFields({
  hours: { weekdays, from, to },
  zone,
  onChange,
}: {
  hours: Hours;
  zone: string;
  onChange: (hours: Hours) => void;
}) {
  return (
    <>
      <fieldset class="weekdays">
        <legend class="label">On these days</legend>
        <div class="chips">
          {DAYS.map((name, i) => {
            const day = i + 1;
            const on = weekdays.includes(day);
            return (
              <label key={day} class="day">
                <input
                  type="checkbox"
                  aria-label={name}
                  checked={on}
                  onChange={() =>
                    onChange({
                      from,
                      to,
                      weekdays: (on
                        ? weekdays.filter((one) => one !== day)
                        : [...weekdays, day]
                      ).toSorted((a, b) => a - b),
                    })
                  }
                />
                {name.slice(0, 3)}
              </label>
            );
          })}
        </div>
        {weekdays.length === 0 && <p class="problem">Choose at least one day.</p>}
      </fieldset>
      <div class="pair">
        <Select
          label="From"
          value={String(from)}
          options={hours(0, 23)}
          onChange={(value) =>
            onChange({ weekdays, from: Number(value), to: Math.max(to, Number(value) + 1) })
          }
        />
        <Select
          label="Until"
          value={String(to)}
          options={hours(from + 1, 24)}
          hint={`By the clock of ${zone.replaceAll("_", " ")}.`}
          onChange={(value) => onChange({ weekdays, from, to: Number(value) })}
        />
      </div>
    </>
  );
}
